using CsvHelper;
using CsvHelper.Configuration;

namespace CostCompass.Storage.Files;

/// <summary>
/// A parser of which neither a cell nor a row is without an end. The parser of the library bounds cells alone, and keeps a row in memory,
/// at many times its size, until it ends.
/// </summary>
internal sealed class CsvRowParser : CsvParser
{
    /// <summary>The most characters that a cell may have.</summary>
    public const int LongestCell = 65_536;

    /// <summary>The most characters that a row may have, but for a buffer's length.</summary>
    public const int LongestRow = 1 << 20;

    private readonly RowText _text;

    /// <summary>Begins to read.</summary>
    /// <param name="reader">The text. It is disposed with this.</param>
    public CsvRowParser(TextReader reader)
        : this(new RowText(reader))
    {
    }

    private CsvRowParser(RowText text)
        : base(text, new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = null, CountBytes = false, MaxFieldSize = LongestCell }) => _text = text;

    /// <summary>What is wrong with a row that <see cref="TryRead"/> refuses. It quotes nothing of the row.</summary>
    public static string Fault { get; } = string.Create(
        CultureInfo.InvariantCulture, $"the row has more than {LongestRow} characters, a cell has more than {LongestCell} characters, or a closing quote is missing");

    /// <summary>Goes to the next row.</summary>
    /// <param name="isThere">Whether there is one.</param>
    /// <returns>False for a row, or a cell, that doesn't end.</returns>
    public bool TryRead(out bool isThere)
    {
        _text.BeginRow();
        isThere = false;
        try
        {
            isThere = Read();
            return true;
        }
        catch (Exception exception) when (exception is CsvHelperException || _text.IsSpent)
        {
            // What the parser itself says quotes the row.
            return false;
        }
    }

    // Hands out so much for one row and no more, whatever the parser takes for its end.
    private sealed class RowText(TextReader reader) : TextReader
    {
        private int _rest;

        public bool IsSpent => _rest < 0;

        public void BeginRow() => _rest = LongestRow;

        public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

        public override int Read(Span<char> buffer)
        {
            int read = reader.Read(buffer);
            _rest -= read;
            return IsSpent ? throw new InvalidDataException("The row doesn't end.") : read;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                reader.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
