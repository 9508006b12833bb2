using System.Text;

namespace CostCompass.SessionLogs;

/// <summary>Makes text of roughly a given length: sentences, code and listings, with line breaks, quotes and letters beyond ASCII.</summary>
internal sealed class Prose
{
    private static readonly string[] Words =
    [
        "the", "parser", "reads", "a", "record", "and", "keeps", "its", "offset", "until", "every", "window", "has", "closed", "so", "that",
        "balance", "of", "each", "account", "moves", "only", "when", "usage", "was", "booked", "twice", "fails", "test", "\"quoted\"",
        "naïve", "Größe", "路径", "缓存命中", "façade", "return", "value;", "if (count > 0)", "{ }", "=>", "C:\\temp\\run", "100%", "—", "ok",
    ];

    private readonly string _pool;

    public Prose(Random chance)
    {
        var pool = new StringBuilder();
        while (pool.Length < 400_000)
        {
            pool.Append(Words[chance.Next(Words.Length)]).Append(chance.Next(12) switch { 0 => "\n", 1 => ".\n    ", 2 => "\t", _ => " " });
        }

        _pool = pool.ToString();
    }

    /// <summary>A stretch of the pool. Written out it is somewhat longer, for what JSON escapes.</summary>
    public ReadOnlySpan<char> Take(Random chance, int length) => _pool.AsSpan(chance.Next(_pool.Length - length), length);

    /// <summary>A length with many small and few large values.</summary>
    public static int Length(Random chance, int median, int longest) =>
        Math.Clamp((int)(median * Math.Exp(1.1 * Normal(chance))), 12, longest);

    private static double Normal(Random chance) =>
        Math.Sqrt(-2 * Math.Log(1 - chance.NextDouble())) * Math.Cos(2 * Math.PI * chance.NextDouble());
}
