using System.IO.Compression;
using CostCompass.SoakWorker.Files;

namespace CostCompass.SoakWorker.Answers;

/// <summary>A page as a server sends it compressed, with bytes of it changed or without.</summary>
internal sealed class PackedPage
{
    private const int Brotli = 2;

    private readonly byte[] _packed;
    private readonly int _coding;

    private PackedPage(byte[] packed, int coding) => (_packed, _coding) = (packed, coding);

    /// <summary>Packs a page.</summary>
    /// <param name="page">The page.</param>
    /// <param name="random">The source of all choices.</param>
    public static PackedPage Of(byte[] page, Random random)
    {
        int coding = random.Next(Brotli + 1);
        byte[] packed = Pack(page, coding);
        return new PackedPage(random.Next(2) == 0 ? packed : new FileMutator(random).Bytes(packed), coding);
    }

    /// <summary>Bytes that a server calls Brotli, whatever they are.</summary>
    /// <param name="bytes">The bytes.</param>
    public static PackedPage OfBrotli(byte[] bytes) => new(bytes, Brotli);

    /// <summary>Packs bytes with Brotli.</summary>
    /// <param name="page">The bytes.</param>
    public static byte[] ToBrotli(byte[] page) => Pack(page, Brotli);

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

    private static byte[] Pack(byte[] page, int coding)
    {
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

        return stream.ToArray();
    }
}
