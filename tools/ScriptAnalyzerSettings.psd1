@{
    Severity     = 'Error', 'Warning', 'Information'
    IncludeRules = '*'
    ExcludeRules = @(
        # The files are UTF-8 without a mark, as everywhere outside Windows.
        'PSUseBOMForUnicodeEncodedFile'
        # The compatibility profiles are not part of every installation.
        'PSUseCompatibleCommands'
        'PSUseCompatibleTypes'
    )
    Rules        = @{
        PSUseCompatibleSyntax            = @{ Enable = $true; TargetVersions = @('7.4') }
        PSUseConsistentIndentation       = @{ Enable = $true; IndentationSize = 4 }
        # The values of a hashtable stand below each other.
        PSUseConsistentWhitespace        = @{ Enable = $true; IgnoreAssignmentOperatorInsideHashTable = $true }
        PSPlaceOpenBrace                 = @{ Enable = $true; OnSameLine = $true }
        PSAvoidUsingPositionalParameters = @{ Enable = $true; CommandAllowList = @('Join-Path') }
    }
}
