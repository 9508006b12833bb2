<#
.SYNOPSIS
    Kills processes that write the store and the vault, lets many of them write at once, and flips bits of a store.
#>
[CmdletBinding()]
[OutputType([pscustomobject])]
param(
    [Parameter(Mandatory)]
    [string] $Worker,

    [string] $Configuration = 'Release',

    [switch] $Short
)

$ErrorActionPreference = 'Stop'
$null = $Configuration
$runs = $Short ? @(
    , @('kill-store', '8', '4')
    , @('kill-vault', '8', '4')
    , @('many', '16', '4', '3')
    , @('flip-bits', '20')
) : @(
    , @('kill-store', '1000', '4')
    , @('kill-vault', '1000', '4')
    , @('many', '16', '4', '60')
    , @('flip-bits', '1000')
)
foreach ($run in $runs) {
    $line = & $Worker @run
    if ($LASTEXITCODE -ne 0 -or -not $line) { throw "The worker failed: $run" }
    $line | Select-Object -Last 1 | ConvertFrom-Json
}
