namespace CostCompass.SoakWorker.Memory;

/// <summary>
/// The readable memory of another process on Linux, which is what a dump of it would hold. The process should stand still meanwhile.
/// The one who reads must be allowed to: root, or a parent of the process where the system lets parents look.
/// </summary>
internal static class ProcessMemory
{
    private const int Block = 4 * 1024 * 1024;

    /// <summary>Counts how often each text of bytes stands there.</summary>
    /// <param name="process">The number of the process.</param>
    /// <param name="patterns">What is sought, in any number of forms each.</param>
    /// <param name="searched">How many bytes were read.</param>
    /// <returns>For each pattern the number of places, and the kinds of memory that they lie in.</returns>
    public static IReadOnlyList<(int Count, IReadOnlyList<string> Places)> Find(int process, IReadOnlyList<byte[][]> patterns, out long searched)
    {
        var counts = new int[patterns.Count];
        var places = patterns.Select(_ => new SortedSet<string>(StringComparer.Ordinal)).ToArray();
        int longest = patterns.SelectMany(forms => forms).Max(form => form.Length);
        var buffer = new byte[Block];
        searched = 0;
        using FileStream memory = new(Invariant($"/proc/{process}/mem"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        foreach ((ulong from, ulong to, string name) in Regions(process))
        {
            int kept = 0;
            for (ulong at = from; at < to;)
            {
                int wanted = (int)Math.Min((ulong)(Block - kept), to - at);
                int read = TryRead(memory, at, buffer.AsSpan(kept, wanted));
                if (read == 0)
                {
                    break;
                }

                at += (ulong)read;
                searched += read;
                ReadOnlySpan<byte> block = buffer.AsSpan(0, kept + read);
                int fresh = Math.Min(block.Length, longest - 1);
                for (int one = 0; one < patterns.Count; one++)
                {
                    int found = patterns[one].Sum(form => Count(buffer.AsSpan(0, kept + read), form, kept));
                    counts[one] += found;
                    if (found > 0)
                    {
                        places[one].Add(name);
                    }
                }

                // What begins at the end of one block goes on in the next.
                block[^fresh..].CopyTo(buffer);
                kept = fresh;
            }
        }

        return [.. counts.Select((count, one) => (count, (IReadOnlyList<string>)[.. places[one]]))];
    }

    /// <summary>The matches that do not lie wholly in what was kept of the block before, where they were counted.</summary>
    private static int Count(ReadOnlySpan<byte> block, ReadOnlySpan<byte> form, int kept)
    {
        int count = 0;
        int from = Math.Max(0, kept - form.Length + 1);
        while (block[from..].IndexOf(form) is >= 0 and int at)
        {
            count++;
            from += at + 1;
        }

        return count;
    }

    private static int TryRead(FileStream memory, ulong at, Span<byte> buffer)
    {
        try
        {
            return RandomAccess.Read(memory.SafeFileHandle, buffer, (long)at);
        }
        catch (Exception exception) when (exception is IOException or ArgumentOutOfRangeException)
        {
            // Memory of the kernel or of a device, which a dump leaves out as well.
            return 0;
        }
    }

    private static IEnumerable<(ulong From, ulong To, string Name)> Regions(int process)
    {
        foreach (string line in File.ReadAllLines(Invariant($"/proc/{process}/maps")))
        {
            string[] parts = line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries);
            string name = parts.Length > 5 ? parts[5] : "anonymous";
            string[] ends = parts[0].Split('-');
            if (parts[1][0] == 'r' && ulong.TryParse(ends[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ulong to) && to <= long.MaxValue)
            {
                yield return (ulong.Parse(ends[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture), to, name);
            }
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
