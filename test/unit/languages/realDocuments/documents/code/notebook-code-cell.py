‸import pandas as pd
import matplotlib.pyplot as plt
from IPython.display import display, Image

df = pd.read_csv("data/brest.csv", parse_dates=["time"])
df["height"].rolling(12).mean().plot(figsize=(8, 3), title="Brest")
‸
for name in ["brest", "aberdeen"]:
    print(f"{name}: {df[name].max():.1f} m")
    ‸

display(Image(filename="images/station.png", width=400))
cover = "‸"
plt.show()
‸