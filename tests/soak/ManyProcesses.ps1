<#
.SYNOPSIS
    Lets sixteen processes write one store while four read it.
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
$line = & $Worker many 16 4 ($Short ? 3 : 60)
if ($LASTEXITCODE -ne 0 -or -not $line) { throw 'The worker failed.' }
$line | Select-Object -Last 1 | ConvertFrom-Json
