using System.Text;
using System.Text.Json;

namespace CostCompass.SoakWorker.Answers;

/// <summary>What may stand where a sound value stood: other numbers, other types, other units, too much of everything, and what is no JSON.</summary>
/// <param name="random">The source of all choices.</param>
internal sealed class OddValues(Random random)
{
    /// <summary>The key with which the answers are asked for: one that comes back must not be shown.</summary>
    public const string Key = "zq7-J2kXw9vR4tLm8pYc3Hd6";

    private static readonly string[] Numbers =
    [
        "0", "-0", "0.0", "-1", "1", "0.01", "-0.01", "0.000000001", "0.0000000005", "0.00000000049999999999", "-0.0000000005", "1e-9", "1e-10", "1e-30", "1E+2", "1e9",
        "1e10", "1e28", "1e29", "1e308", "1e400", "-1e400", "1e2147483648", "1e-2147483649", "999999999.999999999", "1000000000", "1000000000.000000001", "-1000000000.0000000001",
        "100000000000", "10000000000000", "79228162514264337593543950335", "79228162514264337593543950336", "-79228162514264337593543950336", "18446744073709551616",
        "9223372036854775807", "9223372036854775808", "NaN", "Infinity", "-Infinity", "0x10", "1_000", "1,5", "1.000,50", "1.5.2", "+1", "01", "-01", "1.", ".5", "-.5", "-", "+", "e",
        "1e", "1e+", "--1", "1-", "1 ", " 1", "\u0661", "\uFF11", "1\\u0000", "$1", "1%", "1/3", "0.1234567885000000000000000000000001",
        "0.12345678949999999999999999999999999", "1794614400", "1794614400000", "1794614400.5", "1794787200", "253402300799", "253402300800", "-62135596800",
    ];

    private static readonly string[] Texts =
    [
        "", " ", "null", "true", "USD", "usd", "CNY", "EUR", "US", "USDT", "U\\u0000D", "\\u0055SD", "\uFF35SD", "p2", "next", "2026-11-14", "2026-11-14T00:00:00Z",
        "2026-11-14T00:00:00+05:00", "2026-11-15T00:00:00Z", "2026-11-15T23:59:59.9999999Z", "2026-11-16T00:00:00Z", "2026-11-13T23:59:59Z", "2026-02-29T00:00:00Z", "9999-12-31T23:59:59Z",
        "0001-01-01T00:00:00+14:00", "2026-11-14 00:00:00", "14/11/2026", "\\u001b[2J\\u001b]0;owned\\u0007", "\\u009b2J", "\\u202Eoops", "\\ud800", "\\udc00\\ud800", "\\uD83D\\uDE00", "a\\tb\\r\\nc",
        "../../etc/passwd", "https://elsewhere.example/", "=1+1", Key, "Bearer " + Key,
    ];

    /// <summary>Something in place of a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="all">All values of the answer.</param>
    public ReadOnlySpan<byte> InPlaceOf(AnswerTree value, IReadOnlyList<AnswerTree> all) => random.Next(16) switch
    {
        < 6 => Written(value, Number(value)),
        < 8 => Encoding.UTF8.GetBytes($"\"{random.GetItems(Texts, 1)[0]}\""),
        8 => OtherForm(value),
        9 => all[random.Next(all.Count)].Text,
        10 => Wrapped(value, random.Next(1, 4)),
        11 when random.Next(8) == 0 => Excess(value),
        12 => "null"u8,
        13 => random.Next(2) == 0 ? "true"u8 : "false"u8,
        14 => random.Next(2) == 0 ? "{}"u8 : "[]"u8,
        _ => Encoding.UTF8.GetBytes(Scaled(value)),
    };

    /// <summary>Another name for a field.</summary>
    public string NameInPlaceOf(AnswerTree value, IReadOnlyList<AnswerTree> all) => random.Next(6) switch
    {
        0 => value.Name!.ToUpperInvariant(),
        1 => value.Name + " ",
        2 => "x_" + value.Name,
        3 => value.Name + "\\u0000",
        4 => "",
        _ => all[random.Next(all.Count)].Name ?? "data",
    };

    private string Number(AnswerTree value) => random.Next(4) switch
    {
        0 => Digits(random.Next(1, 60)),
        1 => "-" + Plain(value),
        _ => random.GetItems(Numbers, 1)[0],
    };

    // Text where a text stood and a number where a number stood, or the other way round.
    private byte[] Written(AnswerTree value, string number) =>
        Encoding.UTF8.GetBytes((value.Kind == JsonValueKind.String) == (random.Next(6) > 0) ? $"\"{number}\"" : number);

    private static byte[] OtherForm(AnswerTree value) =>
        value.Kind == JsonValueKind.String ? Encoding.UTF8.GetBytes(Plain(value)) : [(byte)'"', .. Encoding.UTF8.GetBytes(Plain(value)), (byte)'"'];

    /// <summary>The same in another unit, or the same in another way.</summary>
    private string Scaled(AnswerTree value)
    {
        string plain = Plain(value);
        if (!decimal.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number))
        {
            return plain.Length == 0 ? "0" : $"\"{plain}\"";
        }

        string other = random.Next(6) switch
        {
            0 => (number * 100m).ToString(CultureInfo.InvariantCulture),
            1 => (number / 100m).ToString(CultureInfo.InvariantCulture),
            2 => plain + (plain.Contains('.', StringComparison.Ordinal) ? "000" : ".000"),
            3 => plain + "e0",
            4 => plain + "E-2",
            _ => (number + (0.001m * random.Next(-20, 20))).ToString(CultureInfo.InvariantCulture),
        };
        return value.Kind == JsonValueKind.String ? $"\"{other}\"" : other;
    }

    private byte[] Excess(AnswerTree value) => random.Next(4) switch
    {
        0 => Wrapped(value, random.Next(10, 2000)),
        1 => [(byte)'"', .. Enumerable.Repeat((byte)random.Next('!', 'z'), random.Next(1000, 30_000)).Where(one => one is not ((byte)'"' or (byte)'\\')), (byte)'"'],
        2 => [(byte)'"', 0xC3, 0x28, 0xED, 0xA0, 0x80, 0xFF, (byte)'"'],
        _ => Encoding.UTF8.GetBytes(Digits(random.Next(1000, 20_000))),
    };

    private byte[] Wrapped(AnswerTree value, int times)
    {
        bool isList = random.Next(2) == 0;
        var before = string.Concat(Enumerable.Repeat(isList ? "[" : "{\"value\":", times));
        return [.. Encoding.UTF8.GetBytes(before), .. value.Text, .. Enumerable.Repeat((byte)(isList ? ']' : '}'), times)];
    }

    private string Digits(int count)
    {
        var text = new StringBuilder();
        text.Append(random.Next(1, 10));
        int point = random.Next(0, Math.Min(count + 1, 11));
        for (int digit = 1; digit < count; digit++)
        {
            text.Append(digit == point ? "." : "").Append(random.Next(10));
        }

        return text.ToString();
    }

    private static string Plain(AnswerTree value) =>
        value.Kind switch
        {
            JsonValueKind.String => Encoding.UTF8.GetString(value.Text.AsSpan(1..^1)),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => Encoding.UTF8.GetString(value.Text),
            _ => "",
        };
}
