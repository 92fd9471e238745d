‸// The entry point of the app.
import 'package:flutter/material.dart';

void main() => runApp(const HarborApp());

class HarborApp extends StatelessWidget {
  const HarborApp({super.key});

  @override
  Widget build(BuildContext context) {
    return MaterialApp(
      title: 'Harbor',
      theme: ThemeData(colorSchemeSeed: const Color(0xFF003366), useMaterial3: true),
      home: const HomePage(title: 'Tides'),
    );
  }
}

class HomePage extends StatefulWidget {
  const HomePage({super.key, required this.title});

  final String title;

  @override
  State<HomePage> createState() => _HomePageState();
}

class _HomePageState extends State<HomePage> {
  int _counter = 0;

  @override
  Widget build(BuildContext context) {
    return Scaffold(
      appBar: AppBar(title: Text('${widget.title}: $_counter')),
      body: Column(
        mainAxisAlignment: MainAxisAlignment.center,
        children: [
          const Text('High water at 14:02'),
          Image.asset('assets/images/gauge.png', width: 200),
          ‸
        ],
      ),
      drawer: Drawer(
        child: ListView(
          children: <Widget>[
            for (final name in const ['Brest', 'Aberdeen']) ListTile(title: Text(name)),
            ‸
          ],
        ),
      ),
      floatingActionButton: FloatingActionButton(
        onPressed: () => setState(() => _counter++),
        tooltip: 'Next',
        child: Image.asset('‸'),
      ),
    );
  }
}
‸