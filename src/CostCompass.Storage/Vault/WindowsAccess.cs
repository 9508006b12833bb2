using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;

namespace CostCompass.Storage.Vault;

/// <summary>The same on Windows, with access control lists: only the current user has access.</summary>
[SupportedOSPlatform("windows")]
internal static class WindowsAccess
{
    private const FileSystemRights Write = FileSystemRights.WriteData | FileSystemRights.AppendData
        | FileSystemRights.ChangePermissions | FileSystemRights.TakeOwnership;

    private const FileSystemRights ReadOrWrite = FileSystemRights.ReadData | Write;

    public static void CreateFolder(string folder)
    {
        var security = new DirectorySecurity();
        security.SetAccessRuleProtection(isProtected: true, preserveInheritance: false);
        security.AddAccessRule(new FileSystemAccessRule(
            CurrentUser(),
            FileSystemRights.FullControl,
            InheritanceFlags.ContainerInherit | InheritanceFlags.ObjectInherit,
            PropagationFlags.None,
            AccessControlType.Allow));

        // Parent folders are created with inherited permissions: only the vault's own folder is restricted.
        if (Path.GetDirectoryName(folder) is { Length: > 0 } parent)
        {
            Directory.CreateDirectory(parent);
        }

        new DirectoryInfo(folder).Create(security);
    }

    public static FileStream CreateFile(string path)
    {
        var security = new FileSecurity();
        security.SetAccessRuleProtection(isProtected: true, preserveInheritance: false);
        security.AddAccessRule(new FileSystemAccessRule(CurrentUser(), FileSystemRights.FullControl, AccessControlType.Allow));
        return new FileInfo(path).Create(
            FileMode.CreateNew, FileSystemRights.Write, FileShare.None, bufferSize: 1, FileOptions.None, security);
    }

    public static Exposure? ExposureOfFile(string path, bool mayBeRead) => ExposureOf(
        path, new FileInfo(path).GetAccessControl(AccessControlSections.Access), mayBeRead, "F");

    public static Exposure? ExposureOfFolder(string folder, bool mayBeRead) => ExposureOf(
        folder, new DirectoryInfo(folder).GetAccessControl(AccessControlSections.Access), mayBeRead, "(OI)(CI)F");

    private static Exposure? ExposureOf(string path, FileSystemSecurity security, bool mayBeRead, string right) => IsOpenToOthers(security, mayBeRead ? Write : ReadOrWrite)
        ? new Exposure(
            path,
            mayBeRead ? "can be changed by other users of this computer" : "can be read or written by other users of this computer",
            $"Run: icacls \"{path}\" /inheritance:r /grant:r \"%USERNAME%:{right}\" (in cmd)")
        : null;

    /// <summary>The system and administrators can access any file, so a rule for them exposes nothing more.</summary>
    private static bool IsOpenToOthers(FileSystemSecurity security, FileSystemRights rights)
    {
        SecurityIdentifier user = CurrentUser();
        return security.GetAccessRules(includeExplicit: true, includeInherited: true, typeof(SecurityIdentifier))
            .Cast<FileSystemAccessRule>()
            .Any(rule => rule.AccessControlType == AccessControlType.Allow
                && (rule.FileSystemRights & rights) != 0
                && rule.IdentityReference is SecurityIdentifier identity
                && identity != user
                && !identity.IsWellKnown(WellKnownSidType.LocalSystemSid)
                && !identity.IsWellKnown(WellKnownSidType.BuiltinAdministratorsSid)
                && !identity.IsWellKnown(WellKnownSidType.CreatorOwnerSid)
                && !identity.IsWellKnown(WellKnownSidType.WinCreatorOwnerRightsSid));
    }

    private static SecurityIdentifier CurrentUser()
    {
        using var identity = WindowsIdentity.GetCurrent();
        return identity.User!;
    }
}
