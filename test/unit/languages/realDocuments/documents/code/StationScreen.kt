‸package com.example.harbor.ui

import androidx.compose.foundation.Image
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.painterResource
import androidx.compose.ui.unit.dp
import coil.compose.AsyncImage
import com.example.harbor.R

data class Station(val name: String, val height: Double?)

/** The screen of one station. */
@Composable
fun StationScreen(station: Station, modifier: Modifier = Modifier, onBack: () -> Unit = {}) {
    Column(modifier = modifier.padding(16.dp)) {
        Text(text = "Station: ${station.name}")
        Image(
            painter = painterResource(R.drawable.gauge),
            contentDescription = "A gauge",
        )
        ‸
        Row {
            Text("%.1f m".format(station.height ?: 0.0))
            ‸
        }
        AsyncImage(model = "file:///android_asset/images/pier.png", contentDescription = null)
        when (station.name) {
            "Brest" -> Text("6 m")
            else -> Text("unknown")
        }
    }
}

val icon: String = "‸"
‸