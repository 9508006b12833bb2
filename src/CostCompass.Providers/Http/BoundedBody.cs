using System.Buffers;

namespace CostCompass.Providers.Http;

/// <summary>Reads a body up to a limit. Anything beyond the limit is neither read nor kept.</summary>
internal static class BoundedBody
{
    private const int FirstBuffer = 4096;

    /// <summary>The body after decompression, or null if it is larger than the limit.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContent content, int limit, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > limit)
        {
            return null;
        }

        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
            try
            {
                var length = 0;
                while (true)
                {
                    var read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
                    if (read == 0)
                    {
                        return buffer.AsSpan(0, length).ToArray();
                    }

                    length += read;
                    if (length > limit)
                    {
                        return null;
                    }

                    if (length == buffer.Length)
                    {
                        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
                        buffer.AsSpan(0, length).CopyTo(larger);
                        ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
                        buffer = larger;
                    }
                }
            }
            finally
            {
                // An error may echo the key, so nothing of a response stays in the pool.
                ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
            }
        }
    }
}
