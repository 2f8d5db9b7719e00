"""Letters: confirmed facts → paragraphs → a Word file and plain text. Pure, made in memory."""
