using System.Security.Cryptography;
using System.Text;

namespace CostCompass.Storage.Sql;

/// <summary>Shows whether two tables contain the same rows, in any order.</summary>
internal sealed class TableDigest
{
    private ulong _digest;

    /// <summary>The number of rows.</summary>
    public long Rows { get; private set; }

    /// <summary>The sum of all whole numbers.</summary>
    public decimal Sum { get; private set; }

    /// <summary>Adds a row.</summary>
    /// <param name="row">Its values: whole numbers, texts or null.</param>
    public void Add(ReadOnlySpan<object?> row)
    {
        Rows++;
        ulong mixed = 14_695_981_039_346_656_037;
        foreach (object? value in row)
        {
            ulong part = 1;
            if (value is long number)
            {
                Sum += number;
                part = (ulong)number;
            }
            else if (value is string text)
            {
                part = BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
            }

            // The position of a value counts, and whether it is null.
            mixed = ((mixed ^ part) * 1_099_511_628_211) + (value is null ? 1UL : 0UL);
            mixed ^= mixed >> 29;
        }

        _digest += mixed;
    }

    /// <summary>Whether the rows are the same.</summary>
    /// <param name="other">The other table's.</param>
    public bool IsSame(TableDigest other) => Rows == other.Rows && Sum == other.Sum && _digest == other._digest;
}
