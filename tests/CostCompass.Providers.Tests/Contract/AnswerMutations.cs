using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace CostCompass.Providers.Tests.Contract;

/// <summary>Answers that were sound before bytes were cut out, replaced, put in or repeated.</summary>
internal static class AnswerMutations
{
    private static readonly string[] Fragments =
    [
        "\"", "{", "}", "[", "]", ",", ":", "null", "true", "-", "1e9", "9999999999", "\"-1\"", "\"1e400\"", "\\ud800", "\\u0000", "\0", "0.", "\"total_balance\":", "\"amount\":", "e5", "[[[[[[[[[[[[[[[[[[",
    ];

    public static Gen<byte[]> Of(string answer)
    {
        var original = Encoding.UTF8.GetBytes(answer);
        var mutation =
            from kind in Gen.Choose(0, 3)
            from at in Gen.Choose(0, original.Length - 1)
            from length in Gen.Choose(1, 24)
            from value in Gen.Choose(0, 255)
            from fragment in Gen.Elements(Fragments)
            select (Func<byte[], byte[]>)(body => Mutate(body, kind, at, length, (byte)value, fragment));
        return from count in Gen.Choose(0, 4)
               from mutations in mutation.ArrayOf(count)
               select mutations.Aggregate(original, (body, mutate) => mutate(body));
    }

    private static byte[] Mutate(byte[] body, int kind, int position, int length, byte value, string fragment)
    {
        var at = Math.Min(position, body.Length);
        var end = Math.Min(at + length, body.Length);
        return kind switch
        {
            0 => [.. body[..at], .. body[end..]],
            1 => [.. body[..at], value, .. body[Math.Min(at + 1, body.Length)..]],
            2 => [.. body[..at], .. Encoding.UTF8.GetBytes(fragment), .. body[at..]],
            _ => [.. body[..end], .. body[at..]],
        };
    }
}
