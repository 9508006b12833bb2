<#
.SYNOPSIS
    A runbook for PowerShell 7.4 in Azure Automation that takes a snapshot of every account. The job fails if an account
    can't be queried, or if a budget is exceeded or forecast to be exceeded.
.DESCRIPTION
    Import the module into the Automation account, and run the runbook on a hybrid worker: its disk keeps the history, which a cloud
    sandbox loses after each job. Create an encrypted variable for each key, with the name of the environment variable that
    Get-CostProvider shows.
.PARAMETER KeyVariable
    The encrypted variables of the Automation account that contain keys.
.PARAMETER DataFolder
    The folder of the history, on the disk of the hybrid worker.
#>
param(
    [string[]] $KeyVariable = 'DEEPSEEK_API_KEY',

    [Parameter(Mandatory)]
    [string] $DataFolder
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

$env:COSTCOMPASS_HOME = $DataFolder
foreach ($name in $KeyVariable) { [Environment]::SetEnvironmentVariable($name, (Get-AutomationVariable -Name $name)) }
try {
    Update-CostSnapshot -ErrorAction Continue -ErrorVariable failures | Select-Object Account, Total, Currency, SpendSinceLast, Quality
    $wrong = @(
        if ($failures) { "$($failures.Count) account(s) couldn't be queried. First error: $($failures[0])" }
    )
    if ((Get-CostBudget) -and -not (Test-CostBudget -Quiet)) {
        Test-CostBudget | Where-Object State -NE 'Ok' | Format-Table | Out-String | Write-Output
        $wrong += 'A budget is not met.'
    }

    if ($wrong) { throw $wrong -join ' ' }
}
finally {
    # The worker also runs other jobs.
    foreach ($name in $KeyVariable) { [Environment]::SetEnvironmentVariable($name, $null) }
}
