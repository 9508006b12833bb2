<#
.SYNOPSIS
    Imports a module for a task, if it is installed.
.OUTPUTS
    Nothing if the module was imported. Otherwise the reason, as a phrase.
#>
[CmdletBinding()]
[OutputType([string])]
param(
    [Parameter(Mandatory)]
    [string] $Name,

    [Parameter(Mandatory)]
    [version] $MinimumVersion
)

$ErrorActionPreference = 'Stop'
if (Get-Module $Name -ListAvailable | Where-Object Version -GE $MinimumVersion) {
    Import-Module $Name -MinimumVersion $MinimumVersion
}
else {
    "$Name $MinimumVersion or later is not installed (Install-PSResource $Name)"
}
