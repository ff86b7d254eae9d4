package ai.vivace.cli;

import ai.vivace.base.AtomicFile;
import ai.vivace.base.InputException;
import ai.vivace.watermark.batch.BatchPlan;
import ai.vivace.watermark.batch.PictureProcess;
import ai.vivace.watermark.batch.PictureTask;
import ai.vivace.watermark.batch.PreviewSheet;
import ai.vivace.watermark.picture.Reading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;

/** The sheet on which some pictures are shown as they would be. */
final class WatermarkSheetOptions {
    private static final int LISTED = 20;

    @Option(
            names = "--sheet",
            paramLabel = "FILE",
            defaultValue = "watermark-preview.png",
            description = "The sheet of a preview, a PNG file, which is replaced (default: ${DEFAULT-VALUE}).")
    private Path sheet = Path.of("watermark-preview.png");

    @Option(
            names = "--sheet-pictures",
            paramLabel = "N",
            defaultValue = "12",
            description = "How many pictures a preview shows, 1 to 48 (default: ${DEFAULT-VALUE}).")
    private int pictures = 12;

    /** Draws the sheet and lists what would be written. */
    int preview(Console console, BatchPlan plan, PictureProcess process, Reading reading) {
        InputException.require(
                sheet.toString().toLowerCase(Locale.ROOT).endsWith(".png"),
                () -> "--sheet must be a file whose name ends in .png, but was " + sheet + ".");
        RunFolder.checkWritable(sheet, "--sheet");
        PreviewSheet preview = PreviewSheet.of(plan, process, reading, pictures);
        AtomicFile.write(sheet, out -> out.write(preview.png()));
        list(console, plan);
        preview.failed().forEach(console::warn);
        console.print(String.format(
                Locale.ROOT,
                "%s would be written; %d of them are drawn in %s.",
                WatermarkSummary.pictures(plan.tasks().size()),
                preview.shown(),
                sheet));
        console.document(document(plan, preview));
        return preview.failed().isEmpty() ? 0 : Failures.FAILED;
    }

    private static void list(Console console, BatchPlan plan) {
        for (PictureTask task :
                plan.tasks().subList(0, Math.min(LISTED, plan.tasks().size()))) {
            console.print(task.source() + " -> " + task.target());
        }
        if (plan.tasks().size() > LISTED) {
            console.print(String.format(
                    Locale.ROOT, "and %,d more; --json lists all.", plan.tasks().size() - LISTED));
        }
    }

    private Map<String, Object> document(BatchPlan plan, PreviewSheet preview) {
        List<Map<String, Object>> files = new ArrayList<>();
        for (PictureTask task : plan.tasks()) {
            Map<String, Object> file = new LinkedHashMap<>();
            file.put("source", task.source().toString());
            file.put("target", task.target().toString());
            files.add(file);
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("sheet", sheet.toString());
        document.put("shown", preview.shown());
        document.put("failed", preview.failed());
        document.put("files", files);
        return document;
    }
}
