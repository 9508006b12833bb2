<#
.SYNOPSIS
    Flips single bits of a store and reads and writes it through the module's own storage.
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
$line = & $Worker flip-bits ($Short ? 20 : 1000)
if ($LASTEXITCODE -ne 0 -or -not $line) { throw 'The worker failed.' }
$line | Select-Object -Last 1 | ConvertFrom-Json
