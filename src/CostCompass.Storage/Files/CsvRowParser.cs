using CsvHelper;
using CsvHelper.Configuration;

namespace CostCompass.Storage.Files;

/// <summary>
/// A CSV parser with a limit for cells and rows. The parser of the library limits only cells, and keeps a row in memory, at many times its
/// size, until it ends.
/// </summary>
internal sealed class CsvRowParser : CsvParser
{
    /// <summary>The maximum number of characters in a cell.</summary>
    public const int LongestCell = 65_536;

    /// <summary>The maximum number of characters in a row, plus up to the length of a buffer.</summary>
    public const int LongestRow = 1 << 20;

    private readonly RowText _text;

    /// <summary>Opens the parser.</summary>
    /// <param name="reader">The text. It is disposed with this.</param>
    public CsvRowParser(TextReader reader)
        : this(new RowText(reader))
    {
    }

    private CsvRowParser(RowText text)
        : base(text, new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = null, CountBytes = false, MaxFieldSize = LongestCell }) => _text = text;

    /// <summary>The problem with a row that <see cref="TryRead"/> rejects. It quotes nothing of the row.</summary>
    public static string Fault { get; } = string.Create(
        CultureInfo.InvariantCulture, $"the row has more than {LongestRow} characters, a cell has more than {LongestCell} characters, or a closing quote is missing");

    /// <summary>Moves to the next row.</summary>
    /// <param name="isThere">Whether there is one.</param>
    /// <returns>False for a row or a cell that doesn't end.</returns>
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
            // The message of the parser itself quotes the row.
            return false;
        }
    }

    // Returns at most this much for one row, whatever the parser considers its end.
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
            return IsSpent ? throw new InvalidDataException("The row is too long, or a closing quotation mark is missing.") : read;
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
