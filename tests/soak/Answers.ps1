<#
.SYNOPSIS
    Gives mutated answers to everything that reads what a provider says, a million to each, and compares what was read with the answer.
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
$count = 0
& $Worker mutate ($Short ? 600 : 1000000) ($Short ? 1 : 2026) '*' | ForEach-Object {
    $count++
    $_ | ConvertFrom-Json
}
if ($LASTEXITCODE -ne 0 -or $count -eq 0) { throw "The worker failed after $count lines." }
