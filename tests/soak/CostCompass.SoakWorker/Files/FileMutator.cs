using System.Buffers.Binary;
using System.Text;

namespace CostCompass.SoakWorker.Files;

/// <summary>Changes sound files in their cells or in their bytes.</summary>
/// <param name="random">The source of all choices: the same seed makes the same files.</param>
internal sealed class FileMutator(Random random)
{
    private static readonly byte[][] _fragments =
    [
        "\""u8.ToArray(), ","u8.ToArray(), "\r\n"u8.ToArray(), "\n"u8.ToArray(), "\0"u8.ToArray(), ";"u8.ToArray(), "\"\""u8.ToArray(), [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xC0, 0x80],
        "PK\u0001\u0002"u8.ToArray(), "PK\u0005\u0006"u8.ToArray(), "PK\u0006\u0006"u8.ToArray(), [0xFF, 0xFF, 0xFF, 0xFF], [0, 0, 0, 0], [0x7F, 0xFF, 0xFF, 0xFF],
    ];

    private static readonly string[] _cells =
    [
        "", " ", "0", "-0", "-1", "1e5", "1E+400", "0.0000000001", "1,5", "1.234,5", "99999999999999999999999999999", "NaN", "Infinity", "\u0661\u0662", "0x10", "+3", "1_000", "--1",
        "=1+1", "@SUM(A1)", "\u001b]52;c;QQ==\u0007", "\u202e12", "\ud800", "USD", "usd", "EURO", "\u0130SD", "2026-02-30", "9999-12-31T23:59:59.9999999Z", "0001-01-01", "2026-11-02T24:00:00Z",
        "2026-11-02T00:00:00+99:00", "1767225600", "true", "maybe", "sk-0123456789abcdef0123456789abcdef", "../../x", "home", "HOME", "\"", "a\"b", "a\nb", "null",
    ];

    public Random Random => random;

    /// <summary>A value that a cell rarely has.</summary>
    public string OddCell() => random.Next(20) == 0 ? new string('9', random.Next(1, 5000)) : _cells[random.Next(_cells.Length)];

    /// <summary>Changes cells of a table and writes it as CSV.</summary>
    /// <param name="rows">The rows of a sound table, its titles first.</param>
    public byte[] Table(IReadOnlyList<string[]> rows)
    {
        List<List<string>> changed = rows.Select(row => row.ToList()).ToList();
        for (int count = random.Next(0, 4); count > 0; count--)
        {
            List<string> row = changed[random.Next(changed.Count)];
            int column = random.Next(row.Count);
            switch (random.Next(7))
            {
                case 0:
                    row.RemoveAt(column);
                    row.Add("");
                    break;
                case 1:
                    row.Insert(column, OddCell());
                    break;
                case 2:
                    changed.Insert(random.Next(changed.Count + 1), [.. row]);
                    break;
                case 3:
                    int other = random.Next(row.Count);
                    (row[column], row[other]) = (row[other], row[column]);
                    break;
                case 4:
                    changed.ForEach(one => one.Add(one[Math.Min(column, one.Count - 1)]));
                    break;
                default:
                    row[column] = OddCell();
                    break;
            }
        }

        string end = random.Next(3) == 0 ? "\n" : "\r\n";
        string text = string.Concat(changed.Select(row => string.Join(',', row.Select(Quoted)) + end));
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return random.Next(3) == 0 ? Bytes(bytes) : bytes;
    }

    /// <summary>Changes bytes of a file.</summary>
    /// <param name="file">The file, which stays as it is.</param>
    public byte[] Bytes(byte[] file)
    {
        List<byte> bytes = [.. file];
        for (int count = random.Next(1, 4); count > 0 && bytes.Count > 8; count--)
        {
            int place = random.Next(bytes.Count);
            int length = Math.Min(random.Next(1, 64), bytes.Count - place);
            switch (random.Next(7))
            {
                case 0:
                    bytes[place] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes.RemoveRange(place, bytes.Count - place);
                    break;
                case 2:
                    bytes.RemoveRange(place, length);
                    break;
                case 3:
                    bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(place, length));
                    break;
                case 4:
                    bytes.InsertRange(place, _fragments[random.Next(_fragments.Length)]);
                    break;
                case 5:
                    var number = new byte[4];
                    BinaryPrimitives.WriteInt32LittleEndian(number, random.Next(3) switch { 0 => int.MaxValue, 1 => -1, _ => random.Next() });
                    for (int index = 0; index < number.Length && place + index < bytes.Count; index++)
                    {
                        bytes[place + index] = number[index];
                    }

                    break;
                default:
                    bytes[place] = (byte)random.Next(256);
                    break;
            }
        }

        return [.. bytes];
    }

    private string Quoted(string cell) => cell.AsSpan().IndexOfAny(",\"\r\n") >= 0 || random.Next(10) == 0
        ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : cell;
}
