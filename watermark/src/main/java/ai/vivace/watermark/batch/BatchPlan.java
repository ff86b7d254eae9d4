package ai.vivace.watermark.batch;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a batch is going to do, all of it checked but the pictures themselves.
 *
 * @param tasks one for each picture, in the order of the report
 * @param journal where the run writes what it does
 * @param unreadable folders that may not be read, each with the reason
 * @param leftOut how many pictures of kinds that cannot be written lie in the folders
 * @param ofEarlierRuns how many files are not worked on as an earlier run has written them
 */
public record BatchPlan(
        List<PictureTask> tasks, Optional<Path> journal, List<String> unreadable, int leftOut, int ofEarlierRuns) {
    public BatchPlan {
        tasks = List.copyOf(tasks);
        unreadable = List.copyOf(unreadable);
    }
}
