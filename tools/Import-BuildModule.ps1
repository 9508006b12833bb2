<#
.SYNOPSIS
    Imports a module that a task needs; installs it for the current user when it is missing.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $Name,

    [Parameter(Mandatory)]
    [version] $MinimumVersion
)

$ErrorActionPreference = 'Stop'
$present = Get-Module $Name -ListAvailable | Where-Object Version -GE $MinimumVersion
if (-not $present) {
    if (Get-Command Install-PSResource -ErrorAction Ignore) {
        Install-PSResource $Name -Version "[$MinimumVersion,)" -Scope CurrentUser -TrustRepository -Quiet
    }
    else {
        Install-Module $Name -MinimumVersion $MinimumVersion -Scope CurrentUser -Force -SkipPublisherCheck
    }
}

Import-Module $Name -MinimumVersion $MinimumVersion
