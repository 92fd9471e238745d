/** Texts that break a reference if they are not escaped. */
export const hostileAlts: readonly string[] = [
  'A fox in the snow',
  '一只橘猫，坐在窗台上看雪',
  'شجرة تحت المطر',
  '👩‍🚀 on 🌙',
  '"quoted" and \'single\'',
  '[brackets] (parentheses) {braces} <angles>',
  '](x) ![y](z)',
  'back\\slash \\\\ and \\n \\textbf{b}',
  '100% of $5 & #1 ~ ^ _x_',
  '{{ 7 * 7 }} {% raw %} {# c #}',
  '<% x %> <?php y ?> @(z) ${w} #{v}',
  ']]> --> */ // <!-- c -->',
  '</script><script>alert(1)</script></style>',
  '`code` ``two`` ~~~ ```',
  '*bold* **strong** _em_ __s__ ~~del~~ ==m== ^sup^',
  'a | b || c',
  '&amp; &#65; &lt;',
  'ends with a backslash \\',
  ' :alt: x :width: 1 ',
  '#+begin_src // |alt=x|thumb',
  "it's 5' 3\" and `r 1`",
  'a: b, - c, ? d, & e, * f, ! g',
];

/** Paths that break a reference if they are not escaped. Every one is a valid file name on every system. */
export const hostilePaths: readonly string[] = [
  'images/fox.png',
  '../shared images/a fox.png',
  'images/狐狸.png',
  'images/100% #1 (a) [b] {c} & d.png',
  "images/it's ~ ^ $x @y = +z.png",
];
