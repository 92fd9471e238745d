‸//
//  ContentView.swift
//  Harbor
//

import SwiftUI

struct Station: Identifiable {
    let id = UUID()
    var name: String
    var imageName: String = "‸"
}

struct ContentView: View {
    @State private var isPresented = false
    @Environment(\.colorScheme) private var colorScheme
    let stations: [Station]

    var body: some View {
        NavigationStack {
            VStack(alignment: .leading, spacing: 12) {
                AsyncImage(url: URL(string: "https://example.org/images/pier.png"))
                Image("gauge")
                    .resizable()
                    .scaledToFit()
                Text("High water at \(Date.now, style: .time)")
                    .font(.title)
                ‸
            }
            List(stations) { station in
                HStack {
                    Text(station.name)
                    ‸
                }
            }
            .navigationTitle("Tides")
        }
        .sheet(isPresented: $isPresented) {
            Text("""
                Built with care.
                """)
        }
    }
}

struct ContentView_Previews: PreviewProvider {
    static var previews: some View {
        ContentView(stations: [Station(name: "Brest")])
    }
}
‸