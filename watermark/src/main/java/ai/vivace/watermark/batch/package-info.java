/** Many pictures: which they are, where what comes of them goes, and the work on all of them, which can be cut short and gone on with. */
@NullMarked
package ai.vivace.watermark.batch;

import org.jspecify.annotations.NullMarked;
