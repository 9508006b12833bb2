<#
.SYNOPSIS
    Writes to stores on disks in memory until they are full, and looks at what is left each time.
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
$line = & $Worker full-disk ($Short ? 4 : 100)
if ($LASTEXITCODE -ne 0 -or -not $line) { throw 'The worker failed: full-disk' }
$line | Select-Object -Last 1 | ConvertFrom-Json
