using System.Text;

namespace CostCompass.SoakWorker.Files;

/// <summary>What a CSV file says, by RFC 4180, read by a program that shares nothing with the module.</summary>
internal sealed class StatedTable
{
    private readonly List<List<string>> _rows = [];

    private StatedTable(string text)
    {
        var row = new List<string>();
        var cell = new StringBuilder();
        bool isQuoted = false;
        for (int index = 0; index < text.Length; index++)
        {
            char letter = text[index];
            if (isQuoted)
            {
                bool isTwice = letter == '"' && index + 1 < text.Length && text[index + 1] == '"';
                index += isTwice ? 1 : 0;
                isQuoted = letter != '"' || isTwice;
                cell.Append(isQuoted ? letter.ToString() : "");
            }
            else if (letter == '"' && cell.Length == 0)
            {
                isQuoted = true;
            }
            else if (letter is ',' or '\n' or '\r')
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (letter != ',')
                {
                    index += letter == '\r' && index + 1 < text.Length && text[index + 1] == '\n' ? 1 : 0;
                    Add(row);
                    row = [];
                }
            }
            else
            {
                cell.Append(letter);
            }
        }

        if (cell.Length > 0 || row.Count > 0)
        {
            row.Add(cell.ToString());
            Add(row);
        }
    }

    public IReadOnlyList<string> Titles => _rows.Count > 0 ? _rows[0] : [];

    public int Count => Math.Max(0, _rows.Count - 1);

    public static StatedTable Of(byte[] file) => new(Encoding.UTF8.GetString(file).TrimStart('\uFEFF'));

    /// <summary>The cell of a row in the column of a title; null where there is none.</summary>
    public string? Cell(int row, string title)
    {
        int column = ColumnOf(title);
        return column >= 0 && column < _rows[row + 1].Count ? _rows[row + 1][column].Trim() : null;
    }

    /// <summary>Whether there is a column of a title.</summary>
    public bool HasColumn(string title) => ColumnOf(title) >= 0;

    private int ColumnOf(string title) =>
        Titles.ToList().FindIndex(one => string.Equals(Plain(one), Plain(title), StringComparison.OrdinalIgnoreCase));

    private static string Plain(string title) => string.Concat(title.Where(char.IsLetterOrDigit));

    // A line with nothing on it is no row.
    private void Add(List<string> row)
    {
        if (row.Count > 1 || !string.IsNullOrWhiteSpace(row[0]))
        {
            _rows.Add(row);
        }
    }
}
