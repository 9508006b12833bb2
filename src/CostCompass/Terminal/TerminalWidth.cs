using System.Management.Automation.Host;

namespace CostCompass.Terminal;

/// <summary>How wide the terminal is.</summary>
internal static class TerminalWidth
{
    private const int Usual = 80;

    /// <summary>The width of a host, or 80 where it has none.</summary>
    /// <param name="host">The host.</param>
    /// <param name="least">The width for a terminal that is narrower: its lines break.</param>
    public static int Of(PSHost host, int least)
    {
        if (Console.IsOutputRedirected)
        {
            return Usual;
        }

        try
        {
            int width = host.UI?.RawUI?.WindowSize.Width ?? Usual;
            return width > 0 ? Math.Max(width, least) : Usual;
        }
        catch (Exception exception) when (exception is HostException or NotImplementedException or InvalidOperationException or IOException)
        {
            // A host without a window says so in one of these ways.
            return Usual;
        }
    }
}
