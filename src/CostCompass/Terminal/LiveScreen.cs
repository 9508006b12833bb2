using System.Management.Automation.Host;
using System.Text;

namespace CostCompass.Terminal;

/// <summary>
/// A screen of its own, drawn again and again in place, as editors have one: what was on the screen before comes back when it ends, and
/// the cursor with it.
/// </summary>
internal sealed class LiveScreen : IDisposable
{
    private const string Enter = "\u001b[?1049h\u001b[?25l";
    private const string Leave = "\u001b[?25h\u001b[?1049l";
    private const string Home = "\u001b[H";
    private const string EndOfLine = "\u001b[K";
    private const string BelowCursor = "\u001b[J";

    private readonly PSHostUserInterface _terminal;

    /// <summary>Opens the screen.</summary>
    /// <param name="terminal">The terminal, which must have what <see cref="TerminalPaint.HasTerminal"/> asks for.</param>
    public LiveScreen(PSHostUserInterface terminal)
    {
        _terminal = terminal;
        _terminal.Write(Enter);
    }

    /// <summary>Draws the lines in the place of the former ones. Those below the edge aren't drawn.</summary>
    /// <param name="lines">The lines.</param>
    public void Draw(IReadOnlyList<string> lines)
    {
        int height = Math.Max(1, _terminal.RawUI.WindowSize.Height);
        var text = new StringBuilder(Home);
        for (int row = 0; row < Math.Min(lines.Count, height); row++)
        {
            // Without a line feed behind the last one, which would scroll.
            text.Append(row > 0 ? "\r\n" : "").Append(lines[row]).Append(EndOfLine);
        }

        _terminal.Write(text.Append(BelowCursor).ToString());
    }

    /// <summary>Gives the former screen back.</summary>
    public void Dispose() => _terminal.Write(Leave);
}
