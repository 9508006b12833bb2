namespace CostCompass.Errors;

/// <summary>What went wrong in the terms of a person, independent of any shell. The module maps each to a PowerShell error category.</summary>
public enum CostErrorKind
{
    /// <summary>Nothing more is known than that it failed.</summary>
    Unspecified,

    /// <summary>An argument or a file holds something that can't be meant.</summary>
    InvalidInput,

    /// <summary>What was asked for doesn't exist.</summary>
    NotFound,

    /// <summary>What was to be made exists already.</summary>
    AlreadyExists,

    /// <summary>A key or a password was refused, is missing, or can't be opened.</summary>
    Authentication,

    /// <summary>The caller is known but not allowed.</summary>
    PermissionDenied,

    /// <summary>The provider asks for fewer requests, or the account has nothing left.</summary>
    LimitReached,

    /// <summary>The other side couldn't be reached or isn't working.</summary>
    Connection,

    /// <summary>It took longer than the caller allowed.</summary>
    Timeout,

    /// <summary>The other side answered, but not with what its documentation says.</summary>
    InvalidResponse,

    /// <summary>A request would have left the bounds in which a key may be sent.</summary>
    Security,

    /// <summary>A file or a folder can't be read.</summary>
    Reading,

    /// <summary>A file or a folder can't be written.</summary>
    Writing,
}
