namespace CostCompass.Providers.Http;

/// <summary>The sequences with which text controls a terminal (ECMA-48): colors, cursor moves, titles, links.</summary>
internal static class EscapeSequence
{
    private const char Escape = '\u001b';
    private const char Bell = '\u0007';
    private const char EightBitControl = '\u009b';
    private const char EightBitCommand = '\u009d';
    private const char EightBitEnd = '\u009c';

    /// <summary>The number of characters at the start of the text that form one sequence, or 0.</summary>
    public static int LengthAtStart(ReadOnlySpan<char> text) => text[0] switch
    {
        EightBitControl => ControlLength(text, 1),
        EightBitCommand => CommandLength(text, 1),
        Escape when text.Length == 1 => 1,
        Escape when text[1] == '[' => ControlLength(text, 2),
        Escape when text[1] is ']' or 'P' or '^' or '_' or 'X' => CommandLength(text, 2),
        Escape => 2,
        _ => 0,
    };

    /// <summary>Parameters, followed by one final character between @ and ~.</summary>
    private static int ControlLength(ReadOnlySpan<char> text, int start)
    {
        var end = start;
        while (end < text.Length && text[end] is >= ' ' and <= '?')
        {
            end++;
        }

        return end < text.Length && text[end] is >= '@' and <= '~' ? end + 1 : end;
    }

    /// <summary>Any text up to a bell or a string terminator. Without an end, only the introducer is removed, so that the text isn't lost.</summary>
    private static int CommandLength(ReadOnlySpan<char> text, int start)
    {
        for (var end = start; end < text.Length; end++)
        {
            if (text[end] is Bell or EightBitEnd)
            {
                return end + 1;
            }

            if (text[end] == Escape && end + 1 < text.Length && text[end + 1] == '\\')
            {
                return end + 2;
            }
        }

        return start;
    }
}
