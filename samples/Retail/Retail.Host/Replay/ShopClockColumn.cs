using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Retail.Host.Replay;

/// <summary>Shows what time it is in the shop, beside the progress of a replay that takes its time.</summary>
internal sealed class ShopClockColumn(ReplayPace pace) : ProgressColumn
{
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
        new Text(pace.ShopClock?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "", new Style(Color.Aqua));
}
