using System.Diagnostics;

namespace CostCompass.Storage.Vault;

/// <summary>
/// The lock for reading, changing and writing a vault, by one writer on the computer at a time. The system releases it when the process
/// ends, so a lock file that is left behind blocks no one. It is never deleted, because that would cause a race condition.
/// </summary>
internal sealed class VaultWriteLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(15);

    // EWOULDBLOCK on Linux and on macOS, ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION on Windows.
    private static readonly int[] HeldByAnother = [11, 35, unchecked((int)0x80070020), unchecked((int)0x80070021)];

    private readonly FileStream _stream;

    private VaultWriteLock(FileStream stream) => _stream = stream;

    /// <summary>Waits for the lock.</summary>
    /// <param name="path">The full path of the vault. The lock is next to it.</param>
    /// <param name="patience">How long to wait.</param>
    /// <exception cref="Errors.CostException"><c>VaultBusy</c>, <c>VaultNotWritable</c>.</exception>
    public static VaultWriteLock Acquire(string path, TimeSpan patience)
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return new VaultWriteLock(PrivateAccess.OpenExclusively(path + ".lock"));
            }
            catch (IOException exception) when (HeldByAnother.Contains(exception.HResult))
            {
                if (Stopwatch.GetElapsedTime(start) > patience)
                {
                    throw VaultErrors.Busy(path);
                }

                Thread.Sleep(Pause);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw VaultErrors.NotWritable(path, exception);
            }
        }
    }

    public void Dispose() => _stream.Dispose();
}
