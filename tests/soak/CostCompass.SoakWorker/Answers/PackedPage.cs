using System.IO.Compression;

namespace CostCompass.SoakWorker.Answers;

/// <summary>A page as a server sends it compressed, with bytes of it changed or without.</summary>
internal sealed class PackedPage
{
    private readonly byte[] _packed;
    private readonly int _coding;

    private PackedPage(byte[] packed, int coding) => (_packed, _coding) = (packed, coding);

    /// <summary>Packs a page.</summary>
    /// <param name="page">The page.</param>
    /// <param name="random">The source of all choices.</param>
    public static PackedPage Of(byte[] page, Random random)
    {
        int coding = random.Next(3);
        using var stream = new MemoryStream();
        using (Stream coder = coding switch
        {
            0 => new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true),
            1 => new ZLibStream(stream, CompressionLevel.Fastest, leaveOpen: true),
            _ => new BrotliStream(stream, CompressionLevel.Fastest, leaveOpen: true),
        })
        {
            coder.Write(page);
        }

        byte[] packed = stream.ToArray();
        return new PackedPage(random.Next(2) == 0 ? packed : Damaged(packed, random), coding);
    }

    /// <summary>Bytes that a server calls Brotli, whatever they are.</summary>
    /// <param name="bytes">The bytes.</param>
    public static PackedPage OfBrotli(byte[] bytes) => new(bytes, 2);

    /// <summary>Packs bytes with Brotli.</summary>
    /// <param name="page">The bytes.</param>
    public static byte[] ToBrotli(byte[] page)
    {
        using var stream = new MemoryStream();
        using (var coder = new BrotliStream(stream, CompressionLevel.Fastest, leaveOpen: true))
        {
            coder.Write(page);
        }

        return stream.ToArray();
    }

    /// <summary>The stream of the decoder, as the handlers of .NET make it.</summary>
    public Stream Open()
    {
        var stream = new MemoryStream(_packed);
        return _coding switch
        {
            0 => new GZipStream(stream, CompressionMode.Decompress),
            1 => new ZLibStream(stream, CompressionMode.Decompress),
            _ => new BrotliStream(stream, CompressionMode.Decompress),
        };
    }

    /// <summary>What the page says; null when the decoder cannot read it.</summary>
    public byte[]? Read()
    {
        try
        {
            using Stream decoder = Open();
            using var page = new MemoryStream();
            decoder.CopyTo(page);
            return page.ToArray();
        }
        catch (Exception exception) when (exception is InvalidDataException or InvalidOperationException or IOException)
        {
            return null;
        }
    }

    private static byte[] Damaged(byte[] packed, Random random)
    {
        List<byte> bytes = [.. packed];
        for (int count = random.Next(1, 4); count > 0 && bytes.Count > 2; count--)
        {
            int place = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes.RemoveRange(place, bytes.Count - place);
                    break;
                case 1:
                    bytes.Insert(place, (byte)random.Next(256));
                    break;
                case 2:
                    bytes.RemoveAt(place);
                    break;
                default:
                    bytes[place] ^= (byte)(1 << random.Next(8));
                    break;
            }
        }

        return [.. bytes];
    }
}
