<#
.SYNOPSIS
    Kills processes that write the store and processes that change the password of a vault, and looks at what is left each time.
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
$times = $Short ? 8 : 1000
foreach ($what in 'kill-store', 'kill-vault') {
    $line = & $Worker $what $times 4
    if ($LASTEXITCODE -ne 0 -or -not $line) { throw "The worker failed: $what" }
    $line | Select-Object -Last 1 | ConvertFrom-Json
}
