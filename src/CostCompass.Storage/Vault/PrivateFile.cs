using System.Security.Cryptography;

namespace CostCompass.Storage.Vault;

/// <summary>Files that only the current user can read: rejected if exposed, and replaced completely or not at all.</summary>
internal static class PrivateFile
{
    /// <summary>Reads a file of the vault.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="maximumLength">The maximum length. One byte more is read, so that the caller can detect a longer file.</param>
    /// <param name="folderMayBeRead">Whether others may list its folder: for a file that contains no secret and must only belong to the user.</param>
    /// <returns>The bytes, or null if the file doesn't exist.</returns>
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
    /// Writes a file so that at any time, even after a crash, it has either the old or the new content. The caller holds the write lock
    /// of the vault.
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

    /// <summary>Deletes a file, and leaves it if that isn't possible.</summary>
    /// <param name="path">The full path.</param>
    public static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A file that is left behind is either encrypted or no longer opens anything.
        }
    }

    /// <summary>Only the holder of the write lock writes, so any existing temporary file belongs to a process that ended abnormally.</summary>
    private static void RemoveLeftovers(string path)
    {
        foreach (string leftover in Directory.EnumerateFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path) + ".*.tmp"))
        {
            TryDelete(leftover);
        }
    }
}
