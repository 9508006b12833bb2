BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    Import-Module (Get-BuiltModulePath)

    function Import-History([int] $Rows = 20) {
        $file = Join-Path $TestDrive 'history.csv'
        $lines = foreach ($row in 0..($Rows - 1)) { 'team,USD,2026-11-01T00:{0:00}:00Z,{1}' -f $row, (100 - $row) }
        Set-Content $file (@('account,currency,first_seen,total') + $lines)
        $null = Import-CostSnapshot $file
    }
}

AfterAll {
    Exit-TestHome
}

Describe 'Test-CostStore' {
    BeforeEach {
        $null = Enter-TestHome
        Import-History
    }

    It 'gives one result for each check, and true' {
        $checks = Test-CostStore
        $checks.Count | Should -BeGreaterThan 15
        $checks.Check | Select-Object -First 4 | Should -Be @('File', 'Schema', 'Integrity', 'ForeignKeys')
        $checks.IsOk | Should -Not -Contain $false
        $checks[0].PSObject.TypeNames[0] | Should -Be 'CostCompass.Stores.CostStoreCheck'
        ($checks | Where-Object Check -EQ SnapshotOrder).Examined | Should -Be 20
        Test-CostStore -Quiet | Should -BeTrue
    }

    It 'gives a finding and no error for a file that is no store' {
        $path = (Get-CostStore).Path
        [IO.File]::WriteAllText($path, 'nothing of the kind, and long enough to be looked at' * 20)
        $before = [IO.File]::ReadAllBytes($path)
        $check = Test-CostStore -ErrorAction Stop
        $check | Should -HaveCount 1
        $check.IsOk | Should -BeFalse
        $check.Finding | Should -BeLike "*$path*"
        $check.RecommendedAction | Should -BeLike '*Restore-CostStore*'
        Test-CostStore -Quiet | Should -BeFalse
        [IO.File]::ReadAllBytes($path) | Should -Be $before
    }

    It 'is true of a store that has not been made, and makes none' {
        $folder = Enter-TestHome
        Test-CostStore -Quiet | Should -BeTrue
        $folder | Should -Not -Exist
    }

    It 'takes no relative folder, which would be another one in each location' {
        $env:COSTCOMPASS_HOME = 'data/costs'
        foreach ($command in 'Get-CostStore', 'Get-CostVault', 'Get-CostAccount', 'Update-CostSnapshot') {
            $failure = { & $command -ErrorAction Stop } | Should -Throw -PassThru
            $failure.FullyQualifiedErrorId | Should -BeLike 'StoreFolderUnusable,*'
            $failure.Exception.Message | Should -BeLike "*'data/costs'*COSTCOMPASS_HOME*"
        }
    }

    It 'is false, with an error, of a store that cannot be reached' {
        $folder = Enter-TestHome
        [IO.File]::WriteAllText($folder, 'in the way')
        Test-CostStore -Quiet -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeFalse
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'StoreNotReachable,*'
    }
}

Describe 'Backup-CostStore and Restore-CostStore' {
    BeforeEach {
        $script:testHome = Enter-TestHome
        Import-History
        $script:backup = Join-Path $TestDrive "backup-$([guid]::NewGuid().ToString('n')).db"
    }

    It 'bring back what was there, and keep what is replaced' {
        $made = Backup-CostStore $backup
        $made.Path | Should -Be $backup
        $made.Snapshots | Should -Be 20
        $made.SizeBytes | Should -Be (Get-Item $backup).Length
        Remove-CostSnapshot team -Confirm:$false
        $restored = $made | Restore-CostStore -Confirm:$false
        $restored.Snapshots | Should -Be 20
        @(Get-CostSnapshot team).Count | Should -Be 20
        $restored.SafetyCopy | Should -Exist
        Split-Path $restored.SafetyCopy | Should -Be $testHome
        (Restore-CostStore $restored.SafetyCopy -Confirm:$false).Snapshots | Should -Be 0
        Test-CostStore -Quiet | Should -BeTrue
    }

    It 'take paths that are relative to the location of the shell' {
        Push-Location $TestDrive
        try {
            (Backup-CostStore relative.db -Force).Path | Should -Be (Join-Path (Get-Location).ProviderPath 'relative.db')
            (Restore-CostStore ./relative.db -Confirm:$false).Snapshots | Should -Be 20
        }
        finally {
            Pop-Location
        }
    }

    It 'replace no file without -Force' {
        Set-Content $backup precious
        Backup-CostStore $backup -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'BackupFileExists,*'
        $failures[0].CategoryInfo.Category | Should -Be 'ResourceExists'
        Get-Content $backup | Should -Be precious
        (Backup-CostStore $backup -Force).Snapshots | Should -Be 20
    }

    It 'do nothing with -WhatIf' {
        Backup-CostStore $backup -WhatIf
        $backup | Should -Not -Exist
        $null = Backup-CostStore $backup
        Remove-CostSnapshot team -Confirm:$false
        Restore-CostStore $backup -WhatIf
        (Get-CostStore).Snapshots | Should -Be 0
        Get-ChildItem $testHome -Filter '*before-restore*' | Should -BeNullOrEmpty
    }

    It 'ask before a restore' {
        (Get-Command Restore-CostStore).ImplementingType.GetCustomAttributes([Management.Automation.CmdletAttribute], $false).ConfirmImpact | Should -Be 'High'
    }

    It 'refuse <Name>' -ForEach @(
        @{ Name = 'what is not there'; Content = $null; ErrorId = 'BackupNotFound' }
        @{ Name = 'what is no backup'; Content = 'no backup' * 200; ErrorId = 'BackupDamaged' }
        @{ Name = 'an empty file'; Content = ''; ErrorId = 'BackupDamaged' }
    ) {
        if ($null -ne $Content) { [IO.File]::WriteAllText($backup, $Content) }
        Restore-CostStore $backup -Confirm:$false -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failures[0].FullyQualifiedErrorId | Should -BeLike "$ErrorId,*"
        $failures[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        @(Get-CostSnapshot team).Count | Should -Be 20
    }

    It 'say that there is no store to copy' {
        $null = Enter-TestHome
        Backup-CostStore $backup -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'StoreMissing,*'
    }

    It 'work while another process has the store open' {
        $shell = Open-FreshShell -Environment @{ COSTCOMPASS_HOME = $testHome; GATE = "$backup.gate" } -Script {
            $first = $true
            Get-CostSnapshot team | ForEach-Object {
                if ($first) {
                    $first = $false
                    $null = New-Item "$env:GATE-open" -ItemType File
                    while (-not (Test-Path "$env:GATE-done")) { [Threading.Thread]::Sleep(20) }
                }
                $_.Total
            }
            @(Get-CostSnapshot team).Count
        }
        while (-not (Test-Path "$backup.gate-open") -and -not $shell.Process.HasExited) { Start-Sleep -Milliseconds 50 }
        $null = Backup-CostStore $backup
        Remove-CostSnapshot team -After 2026-11-01T00:10:00Z -Confirm:$false
        $restored = Restore-CostStore $backup -Confirm:$false
        Remove-CostSnapshot team -After 2026-11-01T00:15:00Z -Confirm:$false
        $null = New-Item "$backup.gate-done" -ItemType File
        $answer = Wait-FreshShell $shell
        $answer.Errors | Should -BeNullOrEmpty
        $restored.Snapshots | Should -Be 20
        $answer.Value[-1] | Should -Be 15
        @($answer.Value).Count | Should -Be 21
    }
}
