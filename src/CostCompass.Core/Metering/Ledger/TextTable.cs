using System.Runtime.CompilerServices;
using System.Text;

namespace CostCompass.Metering.Ledger;

/// <summary>Numbers texts, each once. The bytes stand in a few large blocks: many ids cost no object each.</summary>
internal sealed class TextTable
{
    private const int BlockSize = 1 << 16;

    private readonly List<byte[]> _blocks = [];
    private int _filling;
    private int _used = BlockSize;
    private Entry[] _entries = new Entry[16];
    private int[] _buckets = new int[16];

    private struct Entry
    {
        public int Hash;
        public int Next;
        public int Block;
        public int Start;
        public int Length;
    }

    /// <summary>How many texts there are.</summary>
    public int Count { get; private set; }

    /// <summary>A text as a string.</summary>
    public string this[int number] => Encoding.UTF8.GetString(Bytes(number));

    /// <summary>The number of a text, which is added when it is new: then its number is the count before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Add(ReadOnlySpan<byte> text)
    {
        var hasher = new HashCode();
        hasher.AddBytes(text);
        int hash = hasher.ToHashCode();
        for (int number = _buckets[hash & (_buckets.Length - 1)] - 1; number >= 0; number = _entries[number].Next - 1)
        {
            if (_entries[number].Hash == hash && Bytes(number).SequenceEqual(text))
            {
                return number;
            }
        }

        if (Count == _entries.Length)
        {
            Grow();
        }

        ref int bucket = ref _buckets[hash & (_buckets.Length - 1)];
        (int block, int start) = Keep(text);
        _entries[Count] = new Entry { Hash = hash, Next = bucket, Block = block, Start = start, Length = text.Length };
        bucket = ++Count;
        return Count - 1;
    }

    private ReadOnlySpan<byte> Bytes(int number)
    {
        ref Entry entry = ref _entries[number];
        return _blocks[entry.Block].AsSpan(entry.Start, entry.Length);
    }

    private (int Block, int Start) Keep(ReadOnlySpan<byte> text)
    {
        if (text.Length > BlockSize / 4)
        {
            _blocks.Add(text.ToArray());
            return (_blocks.Count - 1, 0);
        }

        if (_used + text.Length > BlockSize)
        {
            _blocks.Add(new byte[BlockSize]);
            _filling = _blocks.Count - 1;
            _used = 0;
        }

        int start = _used;
        text.CopyTo(_blocks[_filling].AsSpan(start));
        _used += text.Length;
        return (_filling, start);
    }

    private void Grow()
    {
        Array.Resize(ref _entries, Count * 2);
        _buckets = new int[Count * 2];
        for (int number = 0; number < Count; number++)
        {
            ref int bucket = ref _buckets[_entries[number].Hash & (_buckets.Length - 1)];
            _entries[number].Next = bucket;
            bucket = number + 1;
        }
    }
}
