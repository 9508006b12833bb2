using System.Management.Automation.Host;

namespace CostCompass.Terminal;

/// <summary>The width of the terminal.</summary>
internal static class TerminalWidth
{
    private const int Usual = 80;

    /// <summary>The width of a host, or 80 if it has none.</summary>
    /// <param name="host">The host.</param>
    /// <param name="least">The minimum width. The lines wrap on a narrower terminal.</param>
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
            // A host without a window throws one of these exceptions or returns no width.
            return Usual;
        }
    }
}
