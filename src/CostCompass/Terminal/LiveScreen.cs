using System.Management.Automation.Host;
using System.Text;

namespace CostCompass.Terminal;

/// <summary>
/// An alternate screen, as editors use it, which is redrawn in place. When it ends, the previous screen and the cursor are
/// restored.
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
    /// <param name="terminal">The terminal, which must satisfy <see cref="TerminalPaint.HasTerminal"/>.</param>
    public LiveScreen(PSHostUserInterface terminal)
    {
        _terminal = terminal;
        _terminal.Write(Enter);
    }

    /// <summary>Replaces the previous lines. Lines below the edge aren't drawn.</summary>
    /// <param name="lines">The lines.</param>
    public void Draw(IReadOnlyList<string> lines)
    {
        int height = Math.Max(1, _terminal.RawUI.WindowSize.Height);
        var text = new StringBuilder(Home);
        for (int row = 0; row < Math.Min(lines.Count, height); row++)
        {
            // Without a line feed after the last line, which would scroll.
            text.Append(row > 0 ? "\r\n" : "").Append(lines[row]).Append(EndOfLine);
        }

        _terminal.Write(text.Append(BelowCursor).ToString());
    }

    /// <summary>Restores the previous screen.</summary>
    public void Dispose() => _terminal.Write(Leave);
}
