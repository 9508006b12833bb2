using System.Security.Cryptography;

namespace CostCompass.Storage.Vault;

/// <summary>Files that no one but the current user may read: refused when exposed, replaced as a whole or not at all.</summary>
internal static class PrivateFile
{
    /// <summary>Reads a file of the vault.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="maximumLength">How much is believed. One byte more is read, so that the caller sees that there was more.</param>
    /// <param name="folderMayBeRead">Whether others may list its folder: so for what is no secret, and only has to be the user's own.</param>
    /// <returns>The bytes, or null when there is no such file.</returns>
    /// <exception cref="Errors.CostException"><c>VaultExposed</c>, <c>VaultNotReadable</c>.</exception>
    public static byte[]? TryRead(string path, int maximumLength, bool folderMayBeRead = false)
    {
        try
        {
            // Sharing deletion lets a writer replace the file on Windows while this reads the old one.
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            PrivateAccess.RequireFile(path, stream.SafeFileHandle);
            if (PrivateAccess.ExposureOfFolder(Path.GetDirectoryName(path)!, folderMayBeRead) is { } exposure)
            {
                throw VaultErrors.Exposed(exposure);
            }

            var buffer = new byte[Math.Min(stream.Length, maximumLength + 1)];
            int length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return buffer.Length == length ? buffer : buffer[..length];
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw VaultErrors.NotReadable(path, exception);
        }
    }

    /// <summary>
    /// Writes a file so that at any instant, also after a crash, either the old or the new content stands there.
    /// The caller holds the vault's write lock.
    /// </summary>
    /// <param name="path">The full path.</param>
    /// <param name="bytes">The new content.</param>
    /// <exception cref="Errors.CostException"><c>VaultNotWritable</c>.</exception>
    public static void Replace(string path, ReadOnlySpan<byte> bytes)
    {
        string folder = Path.GetDirectoryName(path)!;
        string temporary = $"{path}.{RandomNumberGenerator.GetHexString(16, lowercase: true)}.tmp";
        try
        {
            RemoveLeftovers(path);
            using (FileStream stream = PrivateAccess.CreateFile(temporary))
            {
                stream.Write(bytes);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
            FolderFlush.Try(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            TryDelete(temporary);
            throw VaultErrors.NotWritable(path, exception);
        }
    }

    /// <summary>Deletes a file, and leaves it where that isn't possible.</summary>
    /// <param name="path">The full path.</param>
    public static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What stays behind is either encrypted or opens nothing any more.
        }
    }

    /// <summary>Only the holder of the write lock writes, so every temporary file found now is of a process that died.</summary>
    private static void RemoveLeftovers(string path)
    {
        foreach (string leftover in Directory.EnumerateFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path) + ".*.tmp"))
        {
            TryDelete(leftover);
        }
    }
}
