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
Import-Module (Join-Path $PSScriptRoot 'Worker.psm1')
Invoke-Worker $Worker many 16 4 ($Short ? 3 : 60)
