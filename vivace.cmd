@echo off
rem Runs Vivace from a clone: builds it when it was not built yet, then starts it.
rem
rem   vivace doctor          check this machine
rem   vivace --rebuild ...   build first; do so after changing sources, which this file does not notice
rem
rem Variables: JAVA_HOME (the JDK to use), VIVACE_JAVA_OPTS (options for the JVM that runs Vivace),
rem VIVACE_BUILD_OPTS (options for Maven, such as -Pcuda).
rem No variable is read inside parentheses: a path such as C:\Program Files (x86) would end the block.
setlocal EnableExtensions DisableDelayedExpansion

set "VIVACE_TARGET=%~dp0cli\target"
set "VIVACE_JAR=%VIVACE_TARGET%\vivace.jar"
set "VIVACE_ARCHIVE=%VIVACE_TARGET%\vivace.jsa"
set "VIVACE_STAMP=%VIVACE_TARGET%\launcher.stamp"
set VIVACE_ARGUMENTS=%*

if not defined JAVA_HOME goto java_of_path
set "VIVACE_JAVA=%JAVA_HOME%\bin\java.exe"
if exist "%VIVACE_JAVA%" goto have_java
echo vivace: JAVA_HOME is "%JAVA_HOME%", which has no bin\java.exe. Set it to the folder of a JDK 17 or newer. 1>&2
exit /b 1

:java_of_path
set "VIVACE_JAVA=java.exe"
where /q java.exe
if not errorlevel 1 goto have_java
echo vivace: Java is missing. Install a JDK 17 or newer, or set JAVA_HOME to one. 1>&2
exit /b 1

:have_java
if "%~1"=="--rebuild" goto strip_rebuild
rem The stamp is written last, so a build that was cut short does not count.
if not exist "%VIVACE_JAR%" goto build
if not exist "%VIVACE_STAMP%" goto build
goto run

:strip_rebuild
rem "shift" does not change what %* stands for, so the word is cut off as text.
set VIVACE_ARGUMENTS=%VIVACE_ARGUMENTS:*--rebuild=%

:build
where /q mvn
if not errorlevel 1 goto have_maven
echo vivace: Maven is missing. Install Maven 3.8 or newer, put its bin folder into PATH and run this again. 1>&2
exit /b 1

:have_maven
echo vivace: building (the first time fetches about 180 MB once)... 1>&2
if exist "%VIVACE_STAMP%" del "%VIVACE_STAMP%"
pushd "%~dp0"
call mvn -B -ntp -q -Dstyle.color=never -pl cli -am -Dmaven.test.skip=true -Dspotless.check.skip=true -Djacoco.skip=true %VIVACE_BUILD_OPTS% package 1>&2
if errorlevel 1 goto build_failed
popd

rem Classes that a start needs, parsed and checked once. Without the archive all works, only slower. It comes under its
rem name only when whole: a JVM that maps half an archive dies.
if exist "%VIVACE_ARCHIVE%" del "%VIVACE_ARCHIVE%"
"%VIVACE_JAVA%" -XX:+UseSerialGC "-XX:ArchiveClassesAtExit=%VIVACE_ARCHIVE%.new" -Xlog:disable -jar "%VIVACE_JAR%" warm-up >nul 2>&1
if errorlevel 1 goto no_archive
move /y "%VIVACE_ARCHIVE%.new" "%VIVACE_ARCHIVE%" >nul
goto built

:no_archive
if exist "%VIVACE_ARCHIVE%.new" del "%VIVACE_ARCHIVE%.new"

:built
echo built>"%VIVACE_STAMP%"

:run
rem The engine's threads wait for work asleep, so that other programs slow them down little.
if not defined OMP_WAIT_POLICY set OMP_WAIT_POLICY=passive
set "VIVACE_SHARE=-Xshare:auto"
if exist "%VIVACE_ARCHIVE%" set VIVACE_SHARE="-XX:SharedArchiveFile=%VIVACE_ARCHIVE%" -Xshare:auto -Xlog:cds*=off
"%VIVACE_JAVA%" %VIVACE_SHARE% -XX:+UseSerialGC -Xms64m -Dfile.encoding=UTF-8 %VIVACE_JAVA_OPTS% -jar "%VIVACE_JAR%" %VIVACE_ARGUMENTS%
exit /b %ERRORLEVEL%

:build_failed
popd
echo vivace: the build failed; the lines above say why. 1>&2
exit /b 1
