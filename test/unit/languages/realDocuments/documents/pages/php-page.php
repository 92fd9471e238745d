‸<?php
/**
 * The template for displaying all single posts
 *
 * @package Harbor
 */

declare(strict_types=1);

get_header();
$colors = array( 'sea' => '#036', 'fog' => '#ddd' );
?>

	<main id="primary" class="site-main">

		<?php
		while ( have_posts() ) :
			the_post();

			get_template_part( 'template-parts/content', get_post_type() );
		?>
			<img src="<?php echo esc_url( get_theme_file_uri( 'img/anchor.svg' ) ); ?>" alt="">
			<img src="img/rope.png" alt="A rope">
			<p class="lead"><?= esc_html( get_the_excerpt() ) ?> ‸</p>
			‸
		<?php endwhile; // End of the loop. ?>

		<ul class="links">
			<?php foreach ( $colors as $name => $color ) : ?>
				<li style="color: <?= $color ?>"><?= $name ?></li>
			<?php endforeach; ?>
			<li>‸</li>
		</ul>

	</main><!-- #main -->

<?php
get_sidebar();
get_footer();‸