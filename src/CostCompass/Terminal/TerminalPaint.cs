using System.Management.Automation;
using System.Management.Automation.Host;
using System.Text;
using CostCompass.Views.Charts;

namespace CostCompass.Terminal;

/// <summary>
/// The only class that emits colors. It emits none if <c>$PSStyle.OutputRendering</c> is PlainText, <c>NO_COLOR</c> is set, the output
/// is redirected or the host has no virtual terminal.
/// </summary>
/// <param name="hasColor">Whether to emit colors.</param>
internal sealed class TerminalPaint(bool hasColor)
{
    private const string Reset = "\u001b[0m";

    /// <summary>Without colors.</summary>
    public static TerminalPaint Plain { get; } = new(false);

    private static bool IsColorWanted => string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    /// <summary>The colors for a host and its session.</summary>
    /// <param name="host">The host.</param>
    /// <param name="session">The session, for the preferences of the user.</param>
    public static TerminalPaint For(PSHost host, SessionState session) => new(
        IsColorWanted
        && HasTerminal(host)
        && PropertyOf(session.PSVariable.GetValue("PSStyle"), "OutputRendering")?.ToString() != "PlainText");

    /// <summary>The colors for a view. PowerShell itself checks the host and the preferences of the session when it displays one.</summary>
    public static TerminalPaint ForView() => new(IsColorWanted && !Console.IsOutputRedirected);

    /// <summary>Whether the output goes to a terminal that supports escape sequences.</summary>
    /// <param name="host">The host.</param>
    public static bool HasTerminal(PSHost host) => !Console.IsOutputRedirected && PropertyOf(host.UI, "SupportsVirtualTerminal") is true;

    /// <summary>A line with its colors.</summary>
    /// <param name="line">The pieces of the line.</param>
    public string Paint(IEnumerable<ChartText> line)
    {
        var text = new StringBuilder();
        foreach (ChartText piece in line)
        {
            string code = hasColor ? CodeOf(piece.Tone) : "";
            text.Append(code).Append(piece.Text).Append(code.Length > 0 ? Reset : "");
        }

        return text.ToString().TrimEnd(' ');
    }

    // The 16 colors of the terminal's theme, which are readable on its background.
    private static string CodeOf(ChartTone tone) => tone switch
    {
        ChartTone.Dim => "\u001b[2m",
        ChartTone.Balance => "\u001b[36m",
        ChartTone.Spend => "\u001b[34m",
        ChartTone.TopUp => "\u001b[32m",
        ChartTone.Warning => "\u001b[31m",
        ChartTone.Caution => "\u001b[33m",
        ChartTone.Strong => "\u001b[1m",
        _ => "",
    };

    // The library that the module is compiled against doesn't have these members.
    private static object? PropertyOf(object? target, string name) => target is null ? null : PSObject.AsPSObject(target).Properties[name]?.Value;
}
