BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    Import-Module (Get-BuiltModulePath)

    # A row is '<account>,<currency>,<first>,<last>,<total>,<granted>,<topped up>,<available>'.
    function New-SnapshotFile {
        [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'It writes to the folder of the test only.')]
        param([string] $Name, [string[]] $Row, [string] $Header = 'account,currency,first_seen,last_seen,total,granted,topped_up,is_available')
        $file = Join-Path $TestDrive $Name
        Set-Content $file (@($Header) + $Row)
        $file
    }

    $script:rows = @(
        'team,USD,2026-11-01T00:00:00Z,2026-11-01T06:00:00Z,50,5,45,true'
        'team,USD,2026-11-02T00:00:00Z,2026-11-02T00:00:00Z,48.5,3.5,45,true'
        'team,CNY,2026-11-01T00:00:00Z,2026-11-03T00:00:00Z,0,0,0,true'
        'team,USD,2026-11-03T00:00:00.123456Z,2026-11-03T00:00:00.123456Z,0.000000001,0,0.000000001,false'
    )
}

Describe 'Import-CostSnapshot and Export-CostSnapshot' {
    BeforeEach { $null = Enter-TestHome }
    AfterEach { Exit-TestHome }

    It 'gives back every row as it was' {
        $file = New-SnapshotFile whole.csv $rows
        $done = Import-CostSnapshot $file
        $done.Rows | Should -Be 4
        $done.Series | Should -Be 2
        $done.Added | Should -Be 4
        $back = Join-Path $TestDrive 'back.csv'
        Export-CostSnapshot -Path $back
        Get-Content $back | Select-Object -Skip 1 | Sort-Object | Should -Be ($rows | Sort-Object)
    }

    It 'changes nothing the second time' {
        $file = New-SnapshotFile again.csv $rows
        $null = Import-CostSnapshot $file
        $before = Get-CostSnapshot
        (Import-CostSnapshot $file).Added | Should -Be 0
        (Get-CostSnapshot | ConvertTo-Json) | Should -Be ($before | ConvertTo-Json)
    }

    It 'merges files that overlap, in any order of files and lines' {
        $early = New-SnapshotFile early.csv $rows[0, 1]
        $late = New-SnapshotFile late.csv $rows[3, 2, 1]
        $null = Import-CostSnapshot $late, $early
        $merged = Get-CostSnapshot | ConvertTo-Json
        $null = Enter-TestHome
        $null = Import-CostSnapshot (New-SnapshotFile all.csv $rows)
        $merged | Should -Be (Get-CostSnapshot | ConvertTo-Json)
    }

    It 'joins equal readings in a row to one snapshot' {
        $null = Import-CostSnapshot (New-SnapshotFile equal.csv @(
                'team,USD,2026-11-01T00:00:00Z,,7,,,'
                'team,USD,2026-11-01T01:00:00Z,,7,,,'
                'team,USD,2026-11-01T02:00:00Z,,7,,,'))
        $snapshot = @(Get-CostSnapshot)
        $snapshot.Count | Should -Be 1
        ($snapshot[0].LastSeen - $snapshot[0].FirstSeen) | Should -Be ([timespan]'02:00:00')
    }

    It 'warns of snapshots in the future, and imports them' {
        $env:COSTCOMPASS_CLOCK = '2026-11-06T00:00:00Z'
        $file = New-SnapshotFile ahead.csv ($rows[0], 'team,USD,2062-11-02T00:00:00Z,,48.5,3.5,45,true')
        (Import-CostSnapshot $file -WarningVariable warned -WarningAction SilentlyContinue).Added | Should -Be 2
        "$warned" | Should -BeLike 'Some snapshots in * are in the future (the latest at 2062-11-02 00:00:00Z)*Remove-CostSnapshot team -After 2026-11-06T00:00:00Z, correct*'
        $null = Import-CostSnapshot (New-SnapshotFile past.csv $rows) -WarningVariable warned
        $warned | Should -BeNullOrEmpty
    }

    It 'warns of different balances at the same time, in one file or in two' {
        $low = New-SnapshotFile low.csv 'team,USD,2026-11-01T00:00:00Z,,40,,,'
        $high = New-SnapshotFile high.csv 'team,USD,2026-11-01T00:00:00Z,,100000,,,'
        $null = Import-CostSnapshot $low -WarningVariable warned
        $warned | Should -BeNullOrEmpty
        $null = Import-CostSnapshot $high -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -BeLike "The account 'team' has different balances in USD at the same time (2026-11-01 00:00:00Z)*Remove-CostSnapshot*"
        $null = Enter-TestHome
        $both = New-SnapshotFile both.csv 'team,USD,2026-11-01T00:00:00Z,,40,,,', 'team,USD,2026-11-01T00:00:00Z,,100000,,,', 'team,USD,2026-11-02T00:00:00Z,,30,,,'
        $null = Import-CostSnapshot $both -WarningVariable warned -WarningAction SilentlyContinue
        @($warned).Count | Should -Be 1
        "$warned" | Should -BeLike "*at the same time (2026-11-01 00:00:00Z)*"
    }

    It 'keeps the spelling of a name' {
        $file = New-SnapshotFile -Name spelling.csv -Row 'MyTeam,USD,2026-11-01T00:00:00Z,10', 'myteam,USD,2026-11-02T00:00:00Z,9' -Header 'account,currency,first_seen,total'
        (Import-CostSnapshot $file).Series | Should -Be 1
        (Get-CostSnapshot).Account | Select-Object -Unique | Should -BeExactly 'MyTeam'
    }

    It 'names the line in which a quote is opened and not closed' {
        $file = New-SnapshotFile quote.csv ($rows[0], 'team,USD,"2026-11-02T00:00:00Z,,48.5,3.5,45,true', $rows[3])
        { Import-CostSnapshot $file -ErrorAction Stop } | Should -Throw 'Line 3 of *'
        Get-CostSnapshot | Should -BeNullOrEmpty
    }

    It 'names the line of <problem> and imports nothing' -ForEach @(
        @{ problem = 'a time before there was anything to pay'; row = 'team,USD,1999-12-31T00:00:00Z,,1,,,'; column = 'first_seen' }
        @{ problem = 'a time in the next century'; row = 'team,USD,2101-01-01T00:00:00Z,,1,,,'; column = 'first_seen' }
        @{ problem = 'more granted credit than there is'; row = 'team,USD,2026-11-05T00:00:00Z,,5,25,,'; column = 'granted' }
        @{ problem = 'a decimal comma without quotes'; row = 'team,USD,2026-11-05T00:00:00Z,,1,5,1,5,true'; column = 'more values than the header has columns' }
        @{ problem = 'an amount in words'; row = 'team,USD,2026-11-05T00:00:00Z,,much,,,'; column = 'total' }
        @{ problem = 'an amount beyond belief'; row = 'team,USD,2026-11-05T00:00:00Z,,1e30,,,'; column = 'total' }
        @{ problem = 'a comma for a dot'; row = 'team,USD,2026-11-05T00:00:00Z,,"1,5",,,'; column = 'total' }
        @{ problem = 'pools that do not add up'; row = 'team,USD,2026-11-05T00:00:00Z,,10,4,5,'; column = 'total' }
        @{ problem = 'no instant'; row = 'team,USD,yesterday,,10,,,'; column = 'first_seen' }
        @{ problem = 'an instant at the end of the calendar'; row = 'team,USD,9999-12-31T23:59:59Z,,10,,,'; column = 'first_seen' }
        @{ problem = 'an end before the start'; row = 'team,USD,2026-11-05T00:00:00Z,2026-11-04T00:00:00Z,10,,,'; column = 'last_seen' }
        @{ problem = 'a currency in words'; row = 'team,dollars,2026-11-05T00:00:00Z,,10,,,'; column = 'currency' }
        @{ problem = 'a formula for a name'; row = '"=cmd()",USD,2026-11-05T00:00:00Z,,10,,,'; column = 'account' }
        @{ problem = 'a word for availability'; row = 'team,USD,2026-11-05T00:00:00Z,,10,,,perhaps'; column = 'is_available' }
        @{ problem = 'a short line'; row = 'team,USD'; column = 'first_seen' }
    ) {
        $file = New-SnapshotFile bad.csv ($rows[0], $rows[1], $row, $rows[3])
        $failure = { Import-CostSnapshot $file -ErrorAction Stop } | Should -Throw -PassThru
        $failure.FullyQualifiedErrorId | Should -BeLike 'ImportRowInvalid,*'
        $failure.Exception.Message | Should -BeLike "Line 4 of*$column*"
        Get-CostSnapshot | Should -BeNullOrEmpty
    }

    It 'says which column is missing' {
        $failure = { Import-CostSnapshot (New-SnapshotFile headless.csv 'team,USD,7' -Header 'account,currency,total') -ErrorAction Stop } | Should -Throw -PassThru
        $failure.FullyQualifiedErrorId | Should -BeLike 'ImportHeaderInvalid,*'
        $failure.Exception.Message | Should -BeLike '*first_seen*'
    }

    It 'fails on a file that is not there' {
        $failure = { Import-CostSnapshot (Join-Path $TestDrive 'none.csv') -ErrorAction Stop } | Should -Throw -PassThru
        $failure.FullyQualifiedErrorId | Should -BeLike 'ImportFileNotFound,*'
    }

    It 'takes what Get-CostSnapshot and Export-Csv made' {
        $null = Import-CostSnapshot (New-SnapshotFile plain.csv $rows[0, 1])
        $file = Join-Path $TestDrive 'export.csv'
        Get-CostSnapshot | Export-Csv $file
        $before = Get-CostSnapshot | ConvertTo-Json
        $null = Enter-TestHome
        $null = Import-CostSnapshot $file
        (Get-CostSnapshot | ConvertTo-Json) | Should -Be $before
    }

    It 'writes the same file and reads it under <_>' -ForEach 'de-DE', 'fr-FR', 'zh-CN', 'ar-SA' {
        $culture = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = $_
            $null = Import-CostSnapshot (New-SnapshotFile culture.csv $rows)
            $file = Join-Path $TestDrive "culture-$_.csv"
            Export-CostSnapshot -Path $file
        }
        finally {
            [cultureinfo]::CurrentCulture = $culture
        }

        Get-Content $file | Select-Object -Skip 1 | Sort-Object | Should -Be ($rows | Sort-Object)
    }

    It 'does not write over a file with -NoClobber' {
        $null = Import-CostSnapshot (New-SnapshotFile some.csv $rows)
        $file = Join-Path $TestDrive 'kept.csv'
        Set-Content $file 'kept'
        $failure = { Export-CostSnapshot -Path $file -NoClobber -ErrorAction Stop } | Should -Throw -PassThru
        $failure.FullyQualifiedErrorId | Should -BeLike 'ExportFileExists,*'
        Get-Content $file | Should -Be 'kept'
    }

    It 'follows no link that somebody put beside the file' -Skip:$IsWindows {
        $null = Import-CostSnapshot (New-SnapshotFile linked.csv $rows)
        $file = Join-Path $TestDrive 'linked-out.csv'
        $victim = Join-Path $TestDrive 'victim.txt'
        Set-Content $victim 'precious'
        $null = New-Item -ItemType SymbolicLink -Path "$file.partial" -Target $victim

        Export-CostSnapshot $file

        Get-Content $victim | Should -Be 'precious'
        (Get-Item $file).LinkType | Should -BeNullOrEmpty
        Get-Content $file | Should -HaveCount 5
    }

    It 'leaves the files alone with -WhatIf' {
        $file = New-SnapshotFile whatif.csv $rows
        Import-CostSnapshot $file -WhatIf
        Get-CostSnapshot | Should -BeNullOrEmpty
        Export-CostSnapshot -Path (Join-Path $TestDrive 'never.csv') -WhatIf
        Join-Path $TestDrive 'never.csv' | Should -Not -Exist
    }
}
