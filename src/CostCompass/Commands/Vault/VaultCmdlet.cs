using System.Management.Automation;
using System.Security;

namespace CostCompass.Commands;

/// <summary>A command on the vault.</summary>
public abstract class VaultCmdlet : CostCompassCmdlet
{
    /// <summary>The password that was given, else that of the environment, else the one that the user types.</summary>
    /// <param name="given">What was given as a parameter.</param>
    /// <param name="prompt">What is requested.</param>
    /// <exception cref="CostException"><c>VaultPasswordMissing</c> if no one is there to be asked.</exception>
    private protected SecretText ReadPassword(SecureString? given, string prompt)
    {
        if (given is not null)
        {
            return SecretText.FromSecureString(given);
        }

        if (VaultAccess.HasPasswordVariable)
        {
            return SecretText.FromChars(Environment.GetEnvironmentVariable(VaultAccess.PasswordVariable));
        }

        if (Host.Name == "ConsoleHost" && Console.IsInputRedirected)
        {
            // The console would stop the whole pipeline: a scheduled script would end here in silence, and with success.
            throw PasswordMissing();
        }

        try
        {
            Host.UI.Write(prompt + ": ");
            using SecureString typed = Host.UI.ReadLineAsSecureString();
            return SecretText.FromSecureString(typed);
        }
        catch (Exception exception) when (exception is PSInvalidOperationException or System.Management.Automation.Host.HostException or NotImplementedException)
        {
            throw PasswordMissing();
        }
    }

    /// <summary>The password of a vault that is made, as <see cref="ReadPassword"/> finds it. One that is typed is typed twice.</summary>
    /// <param name="given">What was given as a parameter.</param>
    /// <param name="prompt">What is requested.</param>
    /// <exception cref="CostException"><c>VaultPasswordMissing</c>, <c>VaultPasswordMismatch</c>.</exception>
    private protected SecretText ReadNewPassword(SecureString? given, string prompt)
    {
        SecretText password = ReadPassword(given, prompt);
        if (given is not null || VaultAccess.HasPasswordVariable || password.Span.IsEmpty)
        {
            // An empty one is refused by the vault, and there is nothing to type again.
            return password;
        }

        try
        {
            using SecretText again = ReadPassword(null, "Confirm the password");
            return again.Span.SequenceEqual(password.Span) ? password : throw PasswordMismatch();
        }
        catch
        {
            password.Dispose();
            throw;
        }
    }

    /// <summary>Writes what the vault is now.</summary>
    private protected void WriteVault() => WriteObject(VaultAccess.Describe());

    private static CostException PasswordMismatch() => new(
        "VaultPasswordMismatch",
        CostErrorKind.InvalidInput,
        "The passwords don't match. The vault wasn't changed.",
        "Run the command again.");

    private static CostException PasswordMissing() => new(
        "VaultPasswordMissing",
        CostErrorKind.Authentication,
        "The vault password is required, and the session isn't interactive.",
        $"Specify -Password as a SecureString, or set the environment variable {VaultAccess.PasswordVariable}.");
}
