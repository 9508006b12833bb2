namespace CostCompass.Errors;

/// <summary>The kind of an error for a person, independent of any shell. The module maps each to a PowerShell error category.</summary>
public enum CostErrorKind
{
    /// <summary>No specific kind.</summary>
    Unspecified,

    /// <summary>An argument or a file contains an invalid value.</summary>
    InvalidInput,

    /// <summary>The requested object doesn't exist.</summary>
    NotFound,

    /// <summary>The object to create already exists.</summary>
    AlreadyExists,

    /// <summary>A key or a password is wrong, missing, or can't be opened.</summary>
    Authentication,

    /// <summary>The caller is known but doesn't have permission.</summary>
    PermissionDenied,

    /// <summary>The provider is rate-limiting the account, or its balance is used up.</summary>
    LimitReached,

    /// <summary>The other side can't be reached or isn't working.</summary>
    Connection,

    /// <summary>The operation timed out.</summary>
    Timeout,

    /// <summary>The response differs from the documentation.</summary>
    InvalidResponse,

    /// <summary>A request would have sent a key to an address where it must not be sent.</summary>
    Security,

    /// <summary>A file or a folder can't be read.</summary>
    Reading,

    /// <summary>A file or a folder can't be written.</summary>
    Writing,
}
