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
Import-Module (Join-Path $PSScriptRoot 'Worker.psm1')
Invoke-Worker $Worker full-disk ($Short ? 4 : 100)
