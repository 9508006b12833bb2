#requires -Version 7.4

<#
.SYNOPSIS
    Registers a scheduled task that takes snapshots every few minutes, whether you are logged on or not.
.DESCRIPTION
    The task runs Update-Cost.ps1 as the current user, without an elevated token. Its keys come from the user's environment variables
    (setx DEEPSEEK_API_KEY ...) or from a vault that the login opens (Unlock-CostVault -CurrentUser). The task contains no secret.
    Remove it with: Unregister-ScheduledTask CostCompass
.PARAMETER EveryMinutes
    The number of minutes between two snapshots.
.PARAMETER TaskName
    The name of the task.
.EXAMPLE
    ./Register-CostTask.ps1 -EveryMinutes 10
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [ValidateRange(1, 1439)]
    [int] $EveryMinutes = 15,

    [string] $TaskName = 'CostCompass'
)

$ErrorActionPreference = 'Stop'
$script = Join-Path (Split-Path $PSScriptRoot) 'Update-Cost.ps1'
$shell = Join-Path $PSHOME ($IsWindows ? 'pwsh.exe' : 'pwsh')
$action = New-ScheduledTaskAction -Execute $shell -Argument "-NoProfile -NonInteractive -WindowStyle Hidden -File `"$script`""
$trigger = New-ScheduledTaskTrigger -Once -At ([datetime]::Today) -RepetitionInterval ([timespan]::FromMinutes($EveryMinutes))
$settings = New-ScheduledTaskSettingsSet -MultipleInstances IgnoreNew -StartWhenAvailable -ExecutionTimeLimit ([timespan]::FromMinutes(10)) -AllowStartIfOnBatteries -DontStopIfGoingOnBatteries
$principal = New-ScheduledTaskPrincipal -UserId ([Environment]::UserName) -LogonType S4U -RunLevel Limited
if ($PSCmdlet.ShouldProcess($TaskName, "Register a task for every $EveryMinutes minutes")) {
    Register-ScheduledTask -TaskName $TaskName -Description 'Takes snapshots of the cost of AI APIs' -Action $action -Trigger $trigger -Settings $settings -Principal $principal -Force
}
