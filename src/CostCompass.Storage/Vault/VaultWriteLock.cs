using System.Diagnostics;

namespace CostCompass.Storage.Vault;

/// <summary>
/// Held while a vault is read, changed and written, by one writer on the machine at a time. The system lets go of it when
/// the process dies, so a lock file that stays behind blocks no one; it is never deleted, since deleting it would race.
/// </summary>
internal sealed class VaultWriteLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(15);

    // EWOULDBLOCK on Linux and on macOS, ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION on Windows.
    private static readonly int[] HeldByAnother = [11, 35, unchecked((int)0x80070020), unchecked((int)0x80070021)];

    private readonly FileStream _stream;

    private VaultWriteLock(FileStream stream) => _stream = stream;

    /// <summary>Waits for the lock.</summary>
    /// <param name="path">The vault's full path; the lock stands beside it.</param>
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
