package ai.vivace.cli;

import ai.vivace.base.AtomicFile;
import ai.vivace.base.InputException;
import ai.vivace.watermark.batch.Batch;
import ai.vivace.watermark.batch.BatchReport;
import ai.vivace.watermark.batch.MarkingProcess;
import ai.vivace.watermark.batch.PictureProcess;
import ai.vivace.watermark.batch.ReportFormat;
import ai.vivace.watermark.mark.Watermark;
import ai.vivace.watermark.picture.MetadataPolicy;
import ai.vivace.watermark.picture.PictureFormat;
import ai.vivace.watermark.picture.Reading;
import ai.vivace.watermark.picture.Target;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a mark gets on pictures: what commands that write marked pictures share. */
final class WatermarkRunOptions {
    @Mixin
    private WatermarkBatchOptions batch = new WatermarkBatchOptions();

    @Mixin
    private WatermarkFileOptions files = new WatermarkFileOptions();

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write what became of each picture, a line each: .csv or .jsonl.")
    private @Nullable Path report;

    @Option(
            names = "--dry-run",
            description = "Write no picture: list what would be written, and draw some of them on the sheet.")
    private boolean dryRun;

    @Mixin
    private WatermarkSheetOptions sheet = new WatermarkSheetOptions();

    @Option(
            names = "--date",
            paramLabel = "DATE",
            description = "The day that {date} stands for, such as 2026-11-26 (default: today).")
    private @Nullable String date;

    /** Puts marks on pictures. */
    int mark(Console console, Watermark watermark, List<String> pictures) {
        Optional<Target> target = files.target(batch.formatOfFile(pictures));
        MarkingProcess process = MarkingProcess.of(watermark, files.reading(), files.policy(), target, day());
        return run(console, process, pictures, target.map(Target::format));
    }

    private LocalDateTime day() {
        return date == null
                ? LocalDateTime.now(ZoneId.systemDefault())
                : TaxTodayOption.date("--date", date).atStartOfDay();
    }

    /** Draws on a sheet what marks would look like. */
    int preview(Console console, Watermark watermark, List<String> pictures) {
        dryRun = true;
        return mark(console, watermark, pictures);
    }

    /** How pictures are read. */
    Reading reading() {
        return files.reading();
    }

    /** What becomes of metadata. */
    MetadataPolicy policy() {
        return files.policy();
    }

    /** Does something to pictures, which keep their format. */
    int run(Console console, PictureProcess process, List<String> pictures) {
        InputException.require(
                files.target(Optional.empty()).isEmpty(),
                () -> "An invisible mark leaves the format of pictures as it is. Leave --format out.");
        return run(console, process, pictures, Optional.empty());
    }

    private int run(Console console, PictureProcess process, List<String> pictures, Optional<PictureFormat> format) {
        Batch work = batch.batch(pictures, process, format);
        if (dryRun) {
            return sheet.preview(console, work.plan(), process, files.reading());
        }
        Optional<ReportFormat> wanted = Optional.ofNullable(report).map(ReportFormat::of);
        if (report != null) {
            RunFolder.checkWritable(report, "--report");
        }
        try (Interruption interruption = Interruption.watched();
                WatermarkProgress progress = new WatermarkProgress(console, System::nanoTime)) {
            BatchReport done = work.run(progress, interruption::isAsked);
            progress.close();
            if (report != null) {
                AtomicFile.write(report, wanted.orElseThrow().text(done));
            }
            return WatermarkSummary.print(console, done, report);
        }
    }
}
